package scrape_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// A panic while a page is read is that page's error, and does not end the process.
func TestCrawlPanic(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		reply     reply
		says      string
	}{
		{"in the source", "libraries may panic in callbacks", func() (*scrape.Response, error) { panic("unexpected state") }, "unexpected state"},
		{"with an error", "like a runtime error", func() (*scrape.Response, error) { panic(errors.New("unexpected error")) }, "unexpected error"},
		{"in the reader", "a broken Source returns nil", func() (*scrape.Response, error) { return nil, nil }, "nil pointer"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: always(nearest, tc.reply)}
			_, err := crawl(t, source, scrape.Options{})
			var (
				incomplete *scrape.IncompleteError
				failed     *scrape.PageError
			)
			if !errors.As(err, &incomplete) || !errors.As(err, &failed) {
				t.Fatalf("got %v, want an IncompleteError: %s", err, tc.why)
			}
			if failed.URL != "https://sample.test"+nearest || !strings.Contains(failed.Error(), tc.says) {
				t.Errorf("got %v, want the page and %q: %s", failed, tc.says, tc.why)
			}
			if n := source.times("/method/stickers.checkShortName"); n != 1 {
				t.Errorf("the page after it was requested %d times, want once", n)
			}
		})
	}
}
