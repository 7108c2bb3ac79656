package site_test

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

var update = flag.Bool("update", false, "write testdata")

// TestGolden compares some pages of the sample with golden files.
func TestGolden(t *testing.T) {
	old, new := sample(t)
	out := write(t, site.Options{URL: "https://example.org/api"}, one(old, new, old))
	for _, name := range []string{"index.html", "methods.html", "errors.html", "method/auth.sendCode.html", "constructor/emojiStatus.html", "type/Updates.html", "search.js", "layers.html", "layer/203.html", "coming.html", "letters.html", "error/FLOOD_WAIT_~.html"} {
		file := filepath.Join("testdata", strings.ReplaceAll(name, "/", "-"))
		if *update {
			if err := os.WriteFile(file, []byte(out.files[name]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), out.files[name]); d != "" || len(want) == 0 {
			t.Errorf("%s has changed; if it should, go test ./site -run Golden -update:\n%s", name, d)
		}
	}
}

// TestSame checks that the same snapshots give the same bytes, independent of map order.
func TestSame(t *testing.T) {
	old, new := sample(t)
	first := write(t, site.Options{URL: "https://example.org/api"}, one(old, new))
	for range 5 {
		again := write(t, site.Options{URL: "https://example.org/api"}, one(old, new))
		if d := cmp.Diff(first.files, again.files); d != "" {
			t.Fatalf("written again, the site differs:\n%s", d)
		}
		if d := cmp.Diff(first.order, again.order); d != "" {
			t.Fatalf("written again, the order differs:\n%s", d)
		}
	}
}

// TestIndexLast checks that an index is written after the pages that it links to.
func TestIndexLast(t *testing.T) {
	old, new := sample(t)
	a, b := one(old, new), site.Site{Name: "other.test", Snapshots: months(new)}
	for why, out := range map[string]*memory{"one": write(t, site.Options{}, a), "two": write(t, site.Options{}, a, b)} {
		if last := out.order[len(out.order)-1]; last != "index.html" {
			t.Errorf("%s: the last file is %s", why, last)
		}
	}
}

// TestStaysWhenSnapshotsAreAdded checks that addresses of pages are stable.
func TestStaysWhenSnapshotsAreAdded(t *testing.T) {
	a := side(1, map[string]string{"update": "x", "gone": "x"})
	b := side(2, map[string]string{"Update": "x", "update": "y"})
	before, after := write(t, site.Options{}, one(a)), write(t, site.Options{}, one(a, b))
	for _, name := range before.names() {
		if after.files[name] == "" {
			t.Errorf("%s is no longer written", name)
		}
	}
	for _, name := range []string{"method/update.html", "method/Update~1.html"} {
		if got, want := after.page(t, name).Find("h1").Text(), strings.TrimSuffix(filepath.Base(strings.Replace(name, "~1", "", 1)), ".html"); got != want {
			t.Errorf("%s is about %s", name, got)
		}
	}
}

// TestFewInMemory checks that only a handful of snapshots are in memory. The newest one is
// read again for the pages.
func TestFewInMemory(t *testing.T) {
	var loaded []weak.Pointer[model.Snapshot]
	var list []history.Snapshot
	for i := range 12 {
		snapshot := months(side(i, nil))[0]
		snapshot.Layer, snapshot.Time = i, snapshot.Time.AddDate(0, i, 0)
		snapshot.Load = func() (*model.Snapshot, error) {
			runtime.GC()
			held := 0
			for _, p := range loaded {
				if p.Value() != nil {
					held++
				}
			}
			if held > 4 {
				t.Errorf("%d snapshots are in memory when number %d is read", held, i+1)
			}
			s := side(i, map[string]string{"a": strings.Repeat("x", i), strings.Repeat("b", 1+i): ""})
			loaded = append(loaded, weak.Make(s))
			return s, nil
		}
		list = append(list, snapshot)
	}
	write(t, site.Options{}, site.Site{Snapshots: list})
	if len(loaded) != 13 {
		t.Errorf("%d reads of 12 snapshots, once each and the newest again", len(loaded))
	}
}

// TestDamaged checks that a snapshot that cannot be read is left out and reported.
func TestDamaged(t *testing.T) {
	old, new := sample(t)
	broken := errors.New("it is truncated")
	list := one(old, old, new)
	list.Snapshots[1].Load = func() (*model.Snapshot, error) { return nil, broken }
	out := newMemory()
	damaged, err := site.Write(t.Context(), out, []site.Site{list}, site.Options{})
	if err != nil || len(damaged) != 1 || !errors.Is(damaged[0], broken) || out.files["index.html"] == "" {
		t.Errorf("damaged %v, %v", damaged, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := site.Write(ctx, newMemory(), []site.Site{one(old)}, site.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a canceled write returns %v", err)
	}
}

// TestErrors checks that an error names the snapshot, or another cause.
func TestErrors(t *testing.T) {
	old, new := sample(t)
	unreadable := one(old)
	unreadable.Snapshots[0].Load = func() (*model.Snapshot, error) { return nil, errors.New("it is truncated") }
	backwards := one(old, new)
	backwards.Snapshots[1].Time = backwards.Snapshots[0].Time
	for _, c := range []struct {
		why, want string
		sites     []site.Site
		url       string
	}{
		{"no snapshot can be read", "no snapshot of sample.test can be read", []site.Site{unreadable}, ""},
		{"two snapshots of the same time", "snapshot 2: not newer than snapshot 1", []site.Site{backwards}, ""},
		{"nothing", "no snapshots", nil, ""},
		{"a site without snapshots", "no snapshots of sample.test", []site.Site{{Name: "sample.test"}}, ""},
		{"a name that is a path", `"../x" cannot be`, []site.Site{one(old), {Name: "../x", Snapshots: months(old)}}, ""},
		{"a site twice, in another case", "there twice", []site.Site{one(old), {Name: "Sample.test", Snapshots: months(old)}}, ""},
		{"an invalid address", "invalid address", []site.Site{one(old)}, "example.org"},
		{"an address that runs code", "invalid address", []site.Site{one(old)}, "javascript:alert(1)"},
	} {
		_, err := site.Write(t.Context(), newMemory(), c.sites, site.Options{URL: c.url})
		var own *site.Error
		if !errors.As(err, &own) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.why, err, c.want)
		}
	}
}

// full is an output with limited space.
type full struct{ room int }

func (f *full) Create(_ string, write func(io.Writer) error) error {
	if f.room--; f.room < 0 {
		return io.ErrShortWrite
	}
	return write(io.Discard)
}

// TestFullDisk checks that an error in writing any file is returned.
func TestFullDisk(t *testing.T) {
	old, new := sample(t)
	files := len(write(t, site.Options{URL: "https://example.org"}, one(old, new)).order)
	for room := 0; room < files; room += 7 {
		if _, err := site.Write(t.Context(), &full{room}, []site.Site{one(old, new)}, site.Options{URL: "https://example.org"}); !errors.Is(err, io.ErrShortWrite) {
			t.Fatalf("with room for %d of %d files: %v", room, files, err)
		}
	}
}

// TestFeed checks that a feed has absolute addresses, or does not exist.
func TestFeed(t *testing.T) {
	old, new := sample(t)
	if feed, ok := write(t, site.Options{}, one(old, new)).files["feed.atom"]; ok {
		t.Errorf("a feed without an address of the site: %s", feed)
	}
	for url, want := range map[string]string{"https://example.org": "https://example.org/changes/", "https://example.org/a/?q#f": "https://example.org/a/changes/"} {
		out := write(t, site.Options{URL: url}, one(old, new))
		if !strings.Contains(out.files["feed.atom"], `href="`+want+"20260101T120000Z-20260201T120000Z.html") {
			t.Errorf("%s: no link to a page in the feed:\n%.1000s", url, out.files["feed.atom"])
		}
	}
	two := write(t, site.Options{URL: "https://example.org/a"}, one(old, new), site.Site{Name: "other.test", Snapshots: months(new, old)})
	if !strings.Contains(two.files["other.test/feed.atom"], `href="https://example.org/a/other.test/changes/`) {
		t.Error("the feed of one of several sites has wrong links")
	}
}

// TestLists checks that names are grouped by namespace, those without one first, removed
// ones last.
func TestLists(t *testing.T) {
	a := side(1, map[string]string{"users.old": "x", "users.get": "x"})
	b := side(2, map[string]string{"users.get": "x", "auth.get": "x", "ping": "x", "zap": "x"})
	list := write(t, site.Options{}, one(a, b)).page(t, "methods.html")
	got := list.Find("main h2, main li").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	if d := cmp.Diff(strings.Fields("ping zap auth auth.get users users.get Removed users.old"), got); d != "" {
		t.Error(d)
	}
}

// TestNameless checks that the pages of a site without a name have titles.
func TestNameless(t *testing.T) {
	index := write(t, site.Options{}, site.Site{Snapshots: months(side(1, nil))}).page(t, "index.html")
	if title, h1 := index.Find("head title").Text(), index.Find("h1").Text(); title != "API reference" || h1 != title {
		t.Errorf("the titles are %q and %q", title, h1)
	}
}

// TestTitle checks the title of one site, and of the page above several.
func TestTitle(t *testing.T) {
	a, b := one(side(1, map[string]string{"m": "x"})), site.Site{Name: "github.com/a/b", Snapshots: months(side(1, nil))}
	o := site.Options{Title: "My API"}
	for page, want := range map[string]string{"index.html": "My API", "method/m.html": "m · My API"} {
		if title := write(t, o, a).page(t, page).Find("head title").Text(); title != want {
			t.Errorf("%s: %q, want %q", page, title, want)
		}
	}
	out := write(t, o, a, b)
	if h1 := out.page(t, "index.html").Find("h1").Text(); h1 != "My API" {
		t.Errorf("the page above has the title %q", h1)
	}
}
