package scrape_test

import (
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// retryable are responses that are retried before they are accepted.
func retryable() []struct {
	name, why string
	reply     reply
	as        any
} {
	w := sampleWorld()
	pages := w.pages()
	asked := pages["/method/help.getNearestDc"]
	return []struct {
		name, why string
		reply     reply
		as        any
	}{
		{"stub", "the index lists the page, so the site should have it", shows([]byte(stub)), new(*page.MissingPageError)},
		{"cut", "a truncated page in a complete HTTP response", shows(asked[:len(asked)/2]), new(*page.TruncatedError)},
		{"empty", "an empty response", shows(nil), new(*page.TruncatedError)},
		{"foreign", "challenge pages are temporary", shows([]byte("<html><title>One moment</title></html>")), new(*page.UnexpectedPageError)},
		{"without schema", "one of several servers may have a broken page", shows(markup("help.getNearestDc", "/method/help.getNearestDc", w.layerSelect(), "")), new(*page.LayoutError)},
		{"without layer", "without a layer, the page may be of another layer", shows(markup("help.getNearestDc", "/method/help.getNearestDc", pre("---functions---\n"+w.methods[1]), "")), new(*page.LayoutError)},
		{"another name", "a cache may mix up its pages", shows(pages["/method/account.checkUsername"]), new(*scrape.NameError)},
		{"another kind", "the page of another kind, for the same reason", shows(pages["/type/NearestDc"]), new(*scrape.NameError)},
		{"index", "and the index", shows(pages["/schema"]), new(*scrape.NameError)},
	}
}

const nearest = "/method/help.getNearestDc"

// A retryable page that is valid at the last attempt gives the same snapshot.
func TestCrawlRetries(t *testing.T) {
	want := encoded(t, mustCrawl(t, &memory{pages: sampleWorld().pages()}, scrape.Options{}).Snapshot)
	for _, tc := range retryable() {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: upTo(2, nearest, tc.reply)}
			r := mustCrawl(t, source, scrape.Options{MaxAttempts: 3})
			if got := encoded(t, r.Snapshot); got != want {
				t.Errorf("%s; the snapshot differs:\n%s", tc.why, got)
			}
			if n := source.times(nearest); n != 3 {
				t.Errorf("requested %d times, want 3", n)
			}
		})
	}
}

// After MaxAttempts, the result counts: a stub is a page that the site does not have,
// everything else is a failed page.
func TestCrawlMaxAttempts(t *testing.T) {
	for _, tc := range retryable() {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: always(nearest, tc.reply)}
			r, err := crawl(t, source, scrape.Options{MaxAttempts: 3})
			if n := source.times(nearest); n != 3 {
				t.Errorf("requested %d times, want 3: %s", n, tc.why)
			}
			if n := source.times("/schema"); n != 1 {
				t.Errorf("the crawl started over: %s", tc.why)
			}
			if tc.name == "stub" {
				checkUndocumented(t, r, err)
				return
			}
			var incomplete *scrape.IncompleteError
			if !errors.As(err, &incomplete) || !errors.As(err, tc.as) || r != nil {
				t.Errorf("got %v, want an IncompleteError for a %T", err, tc.as)
			}
		})
	}
}

func checkUndocumented(t *testing.T, r *scrape.Result, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Undocumented) != 1 || r.Undocumented[0] != nearest {
		t.Errorf("undocumented: %v", r.Undocumented)
	}
	m := r.Snapshot.Methods["help.getNearestDc"]
	if m.Documented == nil || *m.Documented || m.TL == "" || m.Category != "Looking around" {
		t.Errorf("want data of the schema and the index, and documented: false; got %+v", m)
	}
}

// A stub of any kind is not a failure.
func TestCrawlStubOfEachKind(t *testing.T) {
	for _, path := range []string{"/method/photos.deletePhotos", "/constructor/boolFalse", "/type/Bool"} {
		source := &memory{pages: sampleWorld().pages(), script: always(path, shows([]byte(stub)))}
		s := mustCrawl(t, source, scrape.Options{Kinds: model.Kinds, MaxAttempts: 1}).Snapshot
		said := map[string]*bool{
			"/method/photos.deletePhotos": s.Methods["photos.deletePhotos"].Documented,
			"/constructor/boolFalse":      s.Constructors["boolFalse"].Documented,
			"/type/Bool":                  s.Types["Bool"].Documented,
		}
		for p, documented := range said {
			if documented == nil || *documented != (p != path) {
				t.Errorf("%s is a stub, and %s has documented: %v", path, p, documented)
			}
		}
	}
}

// Other failures are not retried: the Source has already retried them.
func TestCrawlDoesNotRetry(t *testing.T) {
	source := &memory{pages: sampleWorld().pages(), script: always(nearest, broken(nearest))}
	if _, err := crawl(t, source, scrape.Options{MaxAttempts: 5}); err == nil || source.times(nearest) != 1 {
		t.Errorf("requested %d times, want once; %v", source.times(nearest), err)
	}
}
