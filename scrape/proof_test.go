package scrape_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// garbled is the sample, in which the page of one method temporarily has a garbled id.
type garbled struct {
	times int // how often the page is garbled
	asked int
}

func (g *garbled) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	markup, ok := samplesite.Page(203, strings.ReplaceAll(r.Path, "%20", " "))
	if !ok {
		markup = []byte(`<html><h1 id="dev_page_title">Page not found</h1><div id="dev_page_content"></div></html>`)
	}
	if r.Path == "/method/upload.getFile" {
		if g.asked++; g.asked <= g.times {
			markup = []byte(strings.ReplaceAll(string(markup), "#be5335be", "#be5335bf"))
		}
	}
	return &scrape.Response{Body: markup, Status: 200}, nil
}

// A line whose ID is not its CRC32 is retried; if it persists, it is kept and marked.
func TestCrawlProof(t *testing.T) {
	for _, tc := range []struct {
		why      string
		times    int
		id       string
		unproven []string
	}{
		{"the page was garbled once", 1, "be5335be", nil},
		{"the site repeats it", 100, "be5335bf", []string{"/method/upload.getFile"}},
	} {
		source := &garbled{times: tc.times}
		r, err := scrape.Crawl(t.Context(), source, scrape.Options{Site: "http://sample.test", Parallel: 1, MaxAttempts: 3, InitialBackoff: time.Nanosecond})
		if err != nil {
			t.Fatalf("%s: %v", tc.why, err)
		}
		if got := r.Snapshot.Methods["upload.getFile"].ID; got != tc.id || !slices.Equal(r.Snapshot.ChecksumMismatch, tc.unproven) {
			t.Errorf("%s: id %s, unproven %v", tc.why, got, r.Snapshot.ChecksumMismatch)
		}
		if want := min(tc.times+1, 3); source.asked != want {
			t.Errorf("%s: requested %d times, want %d", tc.why, source.asked, want)
		}
	}
}

// ahead is the sample, in which the page of one method is newer than /schema.
type ahead struct{ garbled }

func (a *ahead) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	answer, err := a.garbled.Get(ctx, r)
	if r.Path == "/method/upload.getFile" {
		answer.Body = []byte(strings.ReplaceAll(string(answer.Body), "upload.getFile</a>#be5335be", "upload.getFile</a>#5ab24e2d hash:long"))
	}
	return answer, err
}

// Where a page and /schema have different lines, both are kept.
func TestCrawlLinesDiffer(t *testing.T) {
	r, err := scrape.Crawl(t.Context(), &ahead{}, scrape.Options{Site: "http://sample.test", MaxAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	m := r.Snapshot.Methods["upload.getFile"]
	if !strings.HasPrefix(m.TL, "upload.getFile#5ab24e2d hash:long ") || !strings.HasPrefix(m.SchemaTL, "upload.getFile#be5335be ") {
		t.Errorf("the page's line is %q, that of /schema %q", m.TL, m.SchemaTL)
	}
	if m := r.Snapshot.Methods["auth.sendCode"]; m.SchemaTL != "" {
		t.Errorf("the lines of auth.sendCode are equal, but both are kept: %q", m.SchemaTL)
	}
}
