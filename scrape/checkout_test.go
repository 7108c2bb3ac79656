package scrape_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// saved has the pages of the sample site at its newest layer; those in without are
// missing, those in instead have other contents.
type saved struct {
	without []string
	instead map[string]string
	names   map[model.Kind][]string
}

var savedReader = page.NewReader(&url.URL{Scheme: "https", Host: "corefork.telegram.org"})

func (s saved) Page(path string) (*page.Page, error) {
	if text, ok := s.instead[path]; ok {
		return savedReader.Parse([]byte(text))
	}
	b, ok := samplesite.Page(newestSample(), path)
	if !ok || slices.Contains(s.without, path) {
		return nil, fs.ErrNotExist
	}
	return savedReader.Parse(b)
}

func (s saved) Names(kind model.Kind) []string { return s.names[kind] }

func newestSample() int { return slices.Max(data.Layers()) }

// sampleNames are the entities of the sample that have pages, by kind.
func sampleNames(t testing.TB) map[model.Kind][]string {
	t.Helper()
	a, err := scrape.Assemble(t.Context(), saved{}, "https://corefork.telegram.org")
	if err != nil {
		t.Fatal(err)
	}
	names := map[model.Kind][]string{}
	for name, m := range model.Sorted(a.Snapshot.Methods) {
		if m.Documented != nil {
			names[model.KindMethod] = append(names[model.KindMethod], name)
		}
	}
	for name, c := range model.Sorted(a.Snapshot.Constructors) {
		if c.Documented != nil {
			names[model.KindConstructor] = append(names[model.KindConstructor], name)
		}
	}
	for name, ty := range model.Sorted(a.Snapshot.Types) {
		if ty.Documented != nil {
			names[model.KindType] = append(names[model.KindType], name)
		}
	}
	return names
}

func TestAssemble(t *testing.T) {
	other, _ := samplesite.Page(slices.Min(data.Layers()), "/method/auth.sendCode")
	for _, tc := range []struct {
		why    string
		from   saved
		check  func(*model.Snapshot) bool
		failed string // pages, without the site
	}{
		{"everything is there", saved{}, func(s *model.Snapshot) bool {
			return s.Methods["auth.sendCode"].Description != "" && s.ErrorTable != nil && len(s.Schemas) == 2 && s.Order != nil
		}, ""},
		{"an entity without a page has what the schema says", saved{without: []string{"/method/auth.sendCode"}}, func(s *model.Snapshot) bool {
			m := s.Methods["auth.sendCode"]
			return m.Documented == nil && m.TL != ""
		}, ""},
		{"a truncated page fails alone", saved{instead: map[string]string{"/method/auth.sendCode": "<html>"}}, func(s *model.Snapshot) bool {
			return s.Methods["auth.sendCode"].Documented == nil && s.Methods["upload.getFile"].Documented != nil && len(s.Partial) == 0
		}, "/method/auth.sendCode"},
		{"so does the page of another layer", saved{instead: map[string]string{"/method/auth.sendCode": string(other)}}, func(s *model.Snapshot) bool {
			return s.Methods["auth.sendCode"].Documented == nil
		}, "/method/auth.sendCode"},
		{"the site may lack the other schemas and the table of errors", saved{without: []string{"/schema/mtproto", "/schema/end-to-end", "/api/errors.json", "/methods"}}, func(s *model.Snapshot) bool {
			return s.ErrorTable == nil && len(s.Schemas) == 0 && s.Methods["auth.sendCode"].Category == ""
		}, ""},
		{"without /schema the pages are the schema", saved{without: []string{"/schema"}, names: sampleNames(t)}, func(s *model.Snapshot) bool {
			m := s.Methods["auth.sendCode"]
			return s.Layer == newestSample() && m != nil && m.TL != "" && m.Description != "" && s.Order == nil
		}, ""},
	} {
		a, err := scrape.Assemble(t.Context(), tc.from, "https://corefork.telegram.org")
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		var failed []string
		for _, f := range a.Failed {
			failed = append(failed, strings.TrimPrefix(f.URL, "https://corefork.telegram.org"))
		}
		if !tc.check(a.Snapshot) || strings.Join(failed, " ") != tc.failed {
			t.Errorf("%s: the snapshot is not as it should be; failed: %v", tc.why, a.Failed)
		}
	}
}

func TestAssembleRefuses(t *testing.T) {
	var pageErr *scrape.PageError
	if _, err := scrape.Assemble(t.Context(), saved{instead: map[string]string{"/schema": "<html>"}}, "https://corefork.telegram.org"); !errors.As(err, &pageErr) {
		t.Errorf("a truncated /schema: %v", err)
	}
	if _, err := scrape.Assemble(t.Context(), saved{without: []string{"/schema"}}, "https://corefork.telegram.org"); !errors.Is(err, scrape.ErrNoPages) {
		t.Errorf("no pages: %v", err)
	}
}

func ExampleAssemble() {
	a, err := scrape.Assemble(context.Background(), saved{without: []string{"/method/upload.getFile"}}, "https://corefork.telegram.org")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Snapshot.Layer, a.Snapshot.Methods["auth.sendCode"].Result, len(a.Failed))
	// Output: 203 auth.SentCode 0
}
