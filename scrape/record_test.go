package scrape_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// recorder is a Source that records accepted pages, and the cache mode of each request.
type recorder struct {
	memory
	fails error

	trusted map[string][]scrape.CacheMode
	kept    map[string][]string
}

func (k *recorder) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	k.mu.Lock()
	if k.trusted == nil {
		k.trusted, k.kept = map[string][]scrape.CacheMode{}, map[string][]string{}
	}
	k.trusted[r.Path] = append(k.trusted[r.Path], r.Cache)
	k.mu.Unlock()
	return k.memory.Get(ctx, r)
}

func (k *recorder) Record(path string, r *scrape.Response) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.kept[path] = append(k.kept[path], string(r.Body))
	return k.fails
}

// fromDisk returns a stored page.
func fromDisk(markup []byte) reply {
	return func() (*scrape.Response, error) {
		return &scrape.Response{Body: markup, Status: 200, FromCache: true}, nil
	}
}

// The index is revalidated, other pages may come from the same run, and a doubtful page is
// requested again. Accepted pages are recorded once, others are not.
func TestCrawlRecords(t *testing.T) {
	const (
		kept    = scrape.CacheUse
		same    = scrape.CacheRevalidate
		nothing = scrape.CacheBypass
	)
	pages := sampleWorld().pages()
	good, cut := string(pages[nearest]), pages[nearest][:100]
	for _, tc := range []struct {
		name, why string
		path      string
		script    func(path string, nth int) reply
		trusted   []scrape.CacheMode
		kept      []string
	}{
		{"schema", "the layer and the index must be current", "/schema", nil, []scrape.CacheMode{same}, []string{string(pages["/schema"])}},
		{"methods", "so must the other index", "/methods", nil, []scrape.CacheMode{same}, []string{string(pages["/methods"])}},
		{"page", "a page stored by this run is used", nearest, nil, []scrape.CacheMode{kept}, []string{good}},
		{"recovers", "a retry bypasses the cache", nearest, upTo(2, nearest, shows(cut)), []scrape.CacheMode{kept, nothing, nothing}, []string{good}},
		{"stored and broken", "an invalid stored page does not count as an attempt", nearest, upTo(1, nearest, fromDisk(cut)), []scrape.CacheMode{kept, nothing}, []string{good}},
		{"stored and of another layer", "it was stored before the site changed its layer", nearest, upTo(1, nearest, fromDisk(sampleWorld().at(213).pages()[nearest])), []scrape.CacheMode{kept, nothing}, []string{good}},
		{"stored and broken, then truncated twice", "attempts count from the first response of the site", nearest, func(path string, nth int) reply {
			switch {
			case path != nearest || nth > 3:
				return nil
			case nth == 1:
				return fromDisk(cut)
			}
			return shows(cut)
		}, []scrape.CacheMode{kept, nothing, nothing, nothing}, []string{good}},
		{"stub", "an accepted stub is recorded", nearest, always(nearest, shows([]byte(stub))), []scrape.CacheMode{kept, nothing, nothing}, []string{stub}},
		{"stored stub", "a stored stub was accepted before", nearest, always(nearest, fromDisk([]byte(stub))), []scrape.CacheMode{kept}, []string{stub}},
		{"failing", "nothing to record", nearest, always(nearest, broken(nearest)), []scrape.CacheMode{kept}, nil},
		{"cut", "rejected pages are not recorded", nearest, always(nearest, shows(cut)), []scrape.CacheMode{kept, nothing, nothing}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			source := &recorder{memory: memory{pages: pages, script: tc.script}}
			mustCrawl(t, source, scrape.Options{MaxAttempts: 3, AllowPartial: true})
			if !slices.Equal(source.trusted[tc.path], tc.trusted) {
				t.Errorf("trusted %v, want %v: %s", source.trusted[tc.path], tc.trusted, tc.why)
			}
			if diff := cmp.Diff(tc.kept, source.kept[tc.path]); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tc.why, diff)
			}
		})
	}
}

// A page that cannot be recorded ends the crawl: the disk is full, and no page is at fault.
func TestCrawlRecordFails(t *testing.T) {
	full := errors.New("no space left on device")
	source := &recorder{memory: memory{pages: sampleWorld().pages()}, fails: full}
	r, err := crawl(t, source, scrape.Options{AllowPartial: true})
	if r != nil || !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
	if n := len(source.asked); n != 1 {
		t.Errorf("%d pages were requested, want 1", n)
	}
}
