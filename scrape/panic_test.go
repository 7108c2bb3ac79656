package scrape_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// A panic on the way to a page is that page's error, and ends no process.
func TestCrawlPanic(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		reply     reply
		says      string
	}{
		{"in the source", "libraries below it call back, and panic there", func() (*scrape.Response, error) { panic("lost my mind") }, "lost my mind"},
		{"with an error", "as the runtime does", func() (*scrape.Response, error) { panic(errors.New("lost its way")) }, "lost its way"},
		{"in the reader", "an answer that is none comes from a Source that is broken", func() (*scrape.Response, error) { return nil, nil }, "nil pointer"},
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
				t.Errorf("the pages behind it were asked for %d times, want once", n)
			}
		})
	}
}
