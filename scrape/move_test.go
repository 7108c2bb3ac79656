package scrape_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// mover is a site that changes its layer during each of its first crawls: the page of one
// method is already of the next layer.
func mover(moves int) *memory {
	const first = 214
	m := &memory{pages: sampleWorld().pages()}
	m.script = func(path string, _ int) reply {
		layer := first + m.times("/schema") - 1 // of the current crawl
		if path == nearest && layer < first+moves {
			layer++
		}
		if markup, ok := sampleWorld().at(layer).pages()[path]; ok {
			return shows(markup)
		}
		return nil
	}
	return m
}

// A crawl that meets another layer starts over at that layer, at most twice.
func TestCrawlStartsOver(t *testing.T) {
	for _, tc := range []struct {
		why   string
		moves int
	}{
		{"a site that does not change needs one crawl", 0},
		{"a site that changes once needs two", 1},
		{"a site that changes twice needs three", 2},
	} {
		source := mover(tc.moves)
		s := mustCrawl(t, source, scrape.Options{}).Snapshot
		if n := source.times("/schema"); s.Layer != 214+tc.moves || n != tc.moves+1 {
			t.Errorf("layer %d after %d crawls: %s", s.Layer, n, tc.why)
		}
		if n := source.times("/methods"); n != tc.moves+1 {
			t.Errorf("the index was requested %d times: %s", n, tc.why)
		}
	}
}

// If the site keeps changing its layer, the crawl fails, even if it may be partial.
func TestCrawlLayerChanged(t *testing.T) {
	source := mover(1 << 20)
	r, err := crawl(t, source, scrape.Options{AllowPartial: true})
	var (
		moved *scrape.LayerChangedError
		layer *scrape.LayerError
	)
	if r != nil || !errors.As(err, &moved) || !errors.As(err, &layer) {
		t.Fatalf("got %v, want a LayerChangedError for a LayerError", err)
	}
	if n := source.times("/schema"); n != 3 || layer.Want != 216 || layer.Got != 217 {
		t.Errorf("%d crawls, the last met %d on %d; want 3, 217 on 216", n, layer.Got, layer.Want)
	}
	if !strings.Contains(err.Error(), nearest) {
		t.Errorf("the message does not name the page: %v", err)
	}
}

// If a layer is requested, a page of another layer is an error, and the crawl does not
// start over.
func TestCrawlOtherLayer(t *testing.T) {
	for _, tc := range []struct {
		name, why, path string
		layer, got      int
	}{
		{"page", "one request lost the cookie", nearest, 214, 215},
		{"schema", "the site does not have the layer, and shows its default", "/schema", 195, 214},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: always(tc.path, shows(sampleWorld().at(tc.got).pages()[tc.path]))}
			r, err := crawl(t, source, scrape.Options{Layer: tc.layer, AllowPartial: true})
			var (
				moved  *scrape.LayerChangedError
				failed *scrape.PageError
				layer  *scrape.LayerError
			)
			if r != nil || errors.As(err, &moved) || !errors.As(err, &failed) || !errors.As(err, &layer) {
				t.Fatalf("got %v, want the LayerError of a page: %s", err, tc.why)
			}
			if failed.URL != "https://sample.test"+tc.path || layer.Want != tc.layer || layer.Got != tc.got {
				t.Errorf("got %v: %s", err, tc.why)
			}
			if n := source.times(tc.path); n != 4 {
				t.Errorf("%d requests for the page, want 4 attempts: one server of several may be behind", n)
			}
			if n := source.times("/schema"); tc.path != "/schema" && n != 1 {
				t.Errorf("the crawl started over %d times", n-1)
			}
		})
	}
}

// The snapshot is of the requested layer.
func TestCrawlLayer(t *testing.T) {
	s := mustCrawl(t, &memory{pages: sampleWorld().at(195).pages()}, scrape.Options{Layer: 195}).Snapshot
	if s.Layer != 195 || len(s.Layers) != 2 {
		t.Errorf("layer %d of %v", s.Layer, s.Layers)
	}
}
