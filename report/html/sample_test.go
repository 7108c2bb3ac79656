package html_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// site provides the pages of the sample without a network.
type site struct{ layer int }

func (s site) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	b, ok := samplesite.Page(s.layer, strings.ReplaceAll(r.Path, "%20", " "))
	if !ok {
		return nil, &scrape.PageError{URL: r.Path, Err: &page.MissingPageError{}}
	}
	return &scrape.Response{Body: b, Status: 200}, nil
}

// crawled are the snapshots of the sample, shared by all tests.
var crawled = sync.OnceValues(func() ([]*model.Snapshot, error) {
	var sides []*model.Snapshot
	for _, layer := range data.Layers() {
		r, err := scrape.Crawl(context.Background(), site{layer}, scrape.Options{Site: "http://sample.test", Kinds: model.Kinds, MaxAttempts: 1})
		if err != nil {
			return nil, err
		}
		sides = append(sides, r.Snapshot)
	}
	return sides, nil
})

// sample returns the report of the sample site.
func sample(t testing.TB) *diff.Report {
	t.Helper()
	sides, err := crawled()
	if err != nil {
		t.Fatal(err)
	}
	return diff.Compare(sides[0], sides[1])
}

// render returns the report as a file.
func render(t testing.TB, r *diff.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.Print(&b, r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// side returns a snapshot of documented methods with these descriptions, by name.
func side(source string, layer int, descriptions map[string]string) *model.Snapshot {
	s := &model.Snapshot{Source: source, Layer: layer, Methods: map[string]*model.Method{}}
	documented := true
	for name, text := range descriptions {
		s.Methods[name] = &model.Method{
			TL: name + " flags:# id:long = Bool", Result: "Bool", Description: text, Documented: &documented,
			Params: []model.Param{{Name: "flags", Type: "#"}, {Name: "id", Type: "long"}},
		}
	}
	return s
}

// large returns a report of n changes.
func large(n int) *diff.Report {
	old, new := map[string]string{}, map[string]string{}
	for i := range n {
		name := fmt.Sprintf("space%d.method%d", i%40, i)
		old[name] = fmt.Sprintf("Performs action %d, and reports when it is done.", i)
		new[name] = fmt.Sprintf("Performs action number %d, and reports at once when it is done.", i)
	}
	return diff.Compare(side("https://example.org", 1, old), side("https://example.org", 1, new))
}
