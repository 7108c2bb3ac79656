package site_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
	"github.com/tlcrawl/tlcrawl/site"
)

// pages provides the pages of the sample without a network.
type pages struct{ layer int }

func (p pages) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	b, ok := samplesite.Page(p.layer, strings.ReplaceAll(r.Path, "%20", " "))
	if !ok {
		return nil, &scrape.PageError{URL: r.Path, Err: &page.MissingPageError{}}
	}
	return &scrape.Response{Body: b, Status: 200}, nil
}

// crawled are the snapshots of the sample, shared by all tests.
var crawled = sync.OnceValues(func() ([]*model.Snapshot, error) {
	var sides []*model.Snapshot
	for _, layer := range data.Layers() {
		r, err := scrape.Crawl(context.Background(), pages{layer}, scrape.Options{Site: "http://sample.test", Kinds: model.Kinds, MaxAttempts: 1})
		if err != nil {
			return nil, err
		}
		sides = append(sides, r.Snapshot)
	}
	return sides, nil
})

// sample returns the old and the new snapshot of the sample site.
func sample(t testing.TB) (old, new *model.Snapshot) {
	t.Helper()
	sides, err := crawled()
	if err != nil {
		t.Fatal(err)
	}
	return sides[0], sides[1]
}

// months returns snapshots taken on the first of consecutive months.
func months(list ...*model.Snapshot) []history.Snapshot {
	var kept []history.Snapshot
	for i, s := range list {
		kept = append(kept, history.Snapshot{
			Name: fmt.Sprintf("snapshot %d", i+1), Layer: s.Layer, Time: time.Date(2026, time.Month(1+i), 1, 12, 0, 0, 0, time.UTC),
			Load: func() (*model.Snapshot, error) { return s, nil },
		})
	}
	return kept
}

// memory stores the files of a site, and the order in which they were written.
type memory struct {
	files map[string]string
	order []string
	read  map[string]*goquery.Document
}

func newMemory() *memory {
	return &memory{files: map[string]string{}, read: map[string]*goquery.Document{}}
}

func (m *memory) Create(name string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if _, twice := m.files[name]; twice {
		return fmt.Errorf("%s was written twice", name)
	}
	m.files[name] = b.String()
	m.order = append(m.order, name)
	return nil
}

// write writes a site to memory.
func write(t testing.TB, o site.Options, sites ...site.Site) *memory {
	t.Helper()
	out := newMemory()
	if _, err := site.Write(t.Context(), out, sites, o); err != nil {
		t.Fatal(err)
	}
	return out
}

// written is a site that several tests read; writing it takes longer than they do.
type written struct {
	once sync.Once
	out  *memory
}

var writtenSample, writtenLarge written

func (w *written) by(t testing.TB, write func() *memory) *memory {
	t.Helper()
	w.once.Do(func() { w.out = write() })
	if w.out == nil {
		t.Fatal("the site was not written")
	}
	return w.out
}

// sampleSite is the site of the sample.
func sampleSite(t testing.TB) *memory {
	return writtenSample.by(t, func() *memory {
		return write(t, site.Options{URL: "https://example.org/api"}, one(sample(t)))
	})
}

// largeSite is the site of large.
func largeSite(t testing.TB) *memory {
	return writtenLarge.by(t, func() *memory { return write(t, site.Options{}, one(large())) })
}

// one is the site of these snapshots.
func one(list ...*model.Snapshot) site.Site {
	return site.Site{Name: "sample.test", Snapshots: months(list...)}
}

// names returns the names of all files, in order.
func (m *memory) names() []string { return slices.Sorted(maps.Keys(m.files)) }

// first returns the first file in a folder.
func (m *memory) first(folder string) string {
	for _, name := range m.names() {
		if strings.HasPrefix(name, folder) {
			return name
		}
	}
	return ""
}

// page parses a page as a browser does.
func (m *memory) page(t testing.TB, name string) *goquery.Document {
	t.Helper()
	html, ok := m.files[name]
	if !ok {
		t.Fatalf("%s is not among %v", name, m.names())
	}
	if doc := m.read[name]; doc != nil {
		return doc
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	m.read[name] = doc
	return doc
}

// side returns a snapshot of documented methods with these descriptions, by name.
func side(layer int, descriptions map[string]string) *model.Snapshot {
	s := model.New("https://example.org", layer)
	for name, text := range descriptions {
		s.Methods[name] = &model.Method{
			Name: name, TL: name + " id:long = Bool", Result: "Bool", Description: text, Documented: new(true),
			Params: []model.Param{{Name: "id", Type: "long"}},
		}
	}
	return s
}

func ExampleWrite() {
	dir, _ := os.MkdirTemp("", "site")
	defer os.RemoveAll(dir)
	sides, err := crawled()
	if err != nil {
		fmt.Println(err)
		return
	}
	list := site.Site{Name: "sample.test", Snapshots: months(sides...)} // history.Of lists those of a data folder
	damaged, err := site.Write(context.Background(), site.Dir(dir+"/public"), []site.Site{list}, site.Options{URL: "https://example.org/api"})
	_, missing := os.Stat(dir + "/public/method/auth.sendCode.html")
	fmt.Println(damaged, err, missing)
	// Output: [] <nil> <nil>
}
