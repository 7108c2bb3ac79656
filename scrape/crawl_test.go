package scrape_test

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

var update = flag.Bool("update", false, "rewrite testdata/crawl; read the diff before you keep it")

// crawl crawls a site in memory, without a pause.
func crawl(t *testing.T, source scrape.Source, o scrape.Options) (*scrape.Result, error) {
	t.Helper()
	return crawlIn(t.Context(), source, o)
}

func crawlIn(ctx context.Context, source scrape.Source, o scrape.Options) (*scrape.Result, error) {
	o.Site = "https://sample.test"
	if o.InitialBackoff == 0 {
		o.InitialBackoff = time.Nanosecond
	}
	return scrape.Crawl(ctx, source, o)
}

// mustCrawl crawls, and fails the test if the crawl fails.
func mustCrawl(t *testing.T, source scrape.Source, o scrape.Options) *scrape.Result {
	t.Helper()
	r, err := crawl(t, source, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func encoded(t *testing.T, s *model.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A crawl of all kinds returns the snapshot in testdata, and requests each page once.
func TestCrawl(t *testing.T) {
	source := &memory{pages: sampleWorld().pages()}
	r := mustCrawl(t, source, scrape.Options{Kinds: model.Kinds})
	got := encoded(t, r.Snapshot)
	file := filepath.Join("testdata", "crawl", "whole.json")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if r.Pages != len(source.pages)-2 || len(r.Undocumented) != 0 {
		t.Errorf("%d pages, without %v; want %d", r.Pages, r.Undocumented, len(source.pages)-2)
	}
	for path := range source.pages {
		if n := source.times(path); n != 1 {
			t.Errorf("%s was requested %d times", path, n)
		}
	}
}

// Only pages of the given kinds are requested; the snapshot still has the schema of the
// others.
func TestCrawlKinds(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		kinds     []model.Kind
		rooms     []string
	}{
		{"none", "the zero value crawls the methods", nil, []string{"/method/"}},
		{"methods", "given by name", []model.Kind{model.KindMethod}, []string{"/method/"}},
		{"types", "methods are listed without their pages", []model.Kind{model.KindType}, []string{"/type/"}},
		{"two kinds", "the order does not matter", []model.Kind{model.KindType, model.KindConstructor}, []string{"/constructor/", "/type/"}},
		{"one kind twice", "a duplicate is ignored", []model.Kind{model.KindType, model.KindType}, []string{"/type/"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages()}
			s := mustCrawl(t, source, scrape.Options{Kinds: tc.kinds}).Snapshot
			for path := range source.pages {
				want := 0
				if strings.Count(path, "/") == 1 || slices.ContainsFunc(tc.rooms, func(r string) bool { return strings.HasPrefix(path, r) }) {
					want = 1
				}
				if n := source.times(path); n != want {
					t.Errorf("%s was requested %d times, want %d: %s", path, n, want, tc.why)
				}
			}
			if len(s.Methods) != 4 || len(s.Constructors) != 3 || len(s.Types) != 2 {
				t.Errorf("%d methods, %d constructors, %d types; want 4, 3, 2", len(s.Methods), len(s.Constructors), len(s.Types))
			}
			said := s.Methods["help.getNearestDc"].Documented != nil
			if want := slices.Contains(tc.rooms, "/method/"); said != want {
				t.Errorf("documented is set: %t, want %t", said, want)
			}
		})
	}
}

// Progress counts every page up to all of them.
func TestCrawlProgress(t *testing.T) {
	var done []int
	mustCrawl(t, &memory{pages: sampleWorld().pages()}, scrape.Options{Progress: func(n, total int) {
		done = append(done, n)
		if total != 4 {
			t.Errorf("%d pages in all, want 4", total)
		}
	}})
	if diff := cmp.Diff([]int{1, 2, 3, 4}, done); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// An invalid address is rejected before any request.
func TestCrawlAddress(t *testing.T) {
	source := &memory{pages: sampleWorld().pages()}
	_, err := scrape.Crawl(t.Context(), source, scrape.Options{Site: "sample.test"})
	if err == nil || len(source.asked) != 0 {
		t.Errorf("got %v after %v", err, source.asked)
	}
}
