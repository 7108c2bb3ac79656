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
		{"cut", "half a page, and no sign of it in the protocol", shows(asked[:len(asked)/2]), new(*page.TruncatedError)},
		{"empty", "no page at all", shows(nil), new(*page.TruncatedError)},
		{"foreign", "a challenge comes and goes", shows([]byte("<html><title>One moment</title></html>")), new(*page.UnexpectedPageError)},
		{"without schema", "a page may be broken on one of several servers", shows(markup("help.getNearestDc", "/method/help.getNearestDc", w.layerSelect(), "")), new(*page.LayoutError)},
		{"without layer", "a page of no layer cannot be told from one of another", shows(markup("help.getNearestDc", "/method/help.getNearestDc", pre("---functions---\n"+w.methods[1]), "")), new(*page.LayoutError)},
		{"another name", "a cache may mix up its pages", shows(pages["/method/account.checkUsername"]), new(*scrape.NameError)},
		{"another kind", "so it is with another room", shows(pages["/type/NearestDc"]), new(*scrape.NameError)},
		{"index", "and with the page that it came from", shows(pages["/schema"]), new(*scrape.NameError)},
	}
}

const nearest = "/method/help.getNearestDc"

// A doubtful page that recovers at the last try is as good as any.
func TestCrawlAsksAgain(t *testing.T) {
	want := encoded(t, whole(t, &memory{pages: sampleWorld().pages()}, scrape.Options{}).Snapshot)
	for _, tc := range retryable() {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: upTo(2, nearest, tc.reply)}
			r := whole(t, source, scrape.Options{MaxAttempts: 3})
			if got := encoded(t, r.Snapshot); got != want {
				t.Errorf("%s; the snapshot is another:\n%s", tc.why, got)
			}
			if n := source.times(nearest); n != 3 {
				t.Errorf("asked for %d times, want 3", n)
			}
		})
	}
}

// One that stays so is believed after MaxAttempts: a stub is a page that the site does not
// have, everything else a page that failed.
func TestCrawlBelievesAfterTries(t *testing.T) {
	for _, tc := range retryable() {
		t.Run(tc.name, func(t *testing.T) {
			source := &memory{pages: sampleWorld().pages(), script: always(nearest, tc.reply)}
			r, err := crawl(t, source, scrape.Options{MaxAttempts: 3})
			if n := source.times(nearest); n != 3 {
				t.Errorf("asked for %d times, want 3: %s", n, tc.why)
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
		t.Errorf("want what the schema and the index say of it, and documented: false; got %+v", m)
	}
}

// A stub is no trouble of any kind of page.
func TestCrawlStubOfEachKind(t *testing.T) {
	for _, path := range []string{"/method/photos.deletePhotos", "/constructor/boolFalse", "/type/Bool"} {
		source := &memory{pages: sampleWorld().pages(), script: always(path, shows([]byte(stub)))}
		s := whole(t, source, scrape.Options{Kinds: model.Kinds, MaxAttempts: 1}).Snapshot
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

// Other failures are not retried: the Source has already done that.
func TestCrawlDoesNotAskAgain(t *testing.T) {
	source := &memory{pages: sampleWorld().pages(), script: always(nearest, broken(nearest))}
	if _, err := crawl(t, source, scrape.Options{MaxAttempts: 5}); err == nil || source.times(nearest) != 1 {
		t.Errorf("asked for %d times, want once; %v", source.times(nearest), err)
	}
}
