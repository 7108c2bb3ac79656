package mirror_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
)

// sample is the sample site at its newer layer.
func sample() *site { return &site{layer: 203} }

// same fails the test unless two snapshots are equal.
func same(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the snapshot differs (-want +got)\n%.2000s", diff)
	}
}

// A crawl through a mirror, repeated, with validators and without, and offline gives the
// same bytes as one without a mirror.
func TestMirrorGivesSameSnapshot(t *testing.T) {
	want := crawl(t, sample())
	for _, tc := range []struct {
		why  string
		site *site
	}{
		{"a site without validators", sample()},
		{"a site with validators", sample().tagged(t)},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := t.TempDir()
			for range 2 {
				m := open(t, dir, tc.site)
				same(t, want, crawl(t, m))
				finish(t, m)
				same(t, want, crawl(t, offline(t, dir)))
			}
		})
	}
}

// Unchanged pages are not downloaded again.
func TestUnchangedSite(t *testing.T) {
	s, dir := sample().tagged(t), t.TempDir()
	m := open(t, dir, s)
	crawl(t, m)
	finish(t, m)
	before := pages(tree(t, dir))

	quiet := &site{layer: 203, pages: s.pages}
	m = open(t, dir, quiet)
	crawl(t, m)
	for _, r := range quiet.asked {
		if r.ETag == "" {
			t.Errorf("%s is requested without its ETag", r.Path)
		}
	}
	finish(t, m)
	if diff := cmp.Diff(before, pages(tree(t, dir))); diff != "" {
		t.Errorf("files changed (-before +after)\n%s", diff)
	}
}

// Several workers store pages at once.
func TestParallelCrawl(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, sample().tagged(t))
	r, err := scrape.Crawl(t.Context(), m, scrape.Options{Site: address, Kinds: model.Kinds, Parallel: 16, InitialBackoff: time.Nanosecond, MaxAttempts: 2})
	if err != nil {
		t.Fatal(err)
	}
	if n := m.Resumed(); n != r.Pages+3 {
		t.Errorf("%d pages are stored, want %d, the two of the index and the table of errors", n, r.Pages)
	}
	m.Close()
	again := open(t, dir, sample())
	if n := again.Resumed(); n != r.Pages+3 {
		t.Errorf("%d pages are in the journal, want %d", n, r.Pages+3)
	}
	same(t, encoded(t, r.Snapshot), crawl(t, again))
}

var errKilled = errors.New("killed")

// killed returns the sample site, which fails after a number of requests.
func killed(after int) *site {
	s := sample()
	s.before = func(nth int, _ string) error {
		if nth > after {
			return errKilled
		}
		return nil
	}
	return s
}

// noted records which pages a mirror has stored.
type noted struct {
	*mirror.Mirror
	kept map[string]bool
}

func (n noted) Record(path string, r *scrape.Response) error {
	n.kept[path] = true
	return n.Mirror.Record(path, r)
}

// A crawl resumes after any number of pages: it requests the index and what is missing, and
// returns the same snapshot.
func TestCrawlResumes(t *testing.T) {
	whole := sample()
	want := methods(t, whole)
	for after := range len(whole.asked) {
		dir := t.TempDir()
		first := noted{open(t, dir, killed(after)), map[string]bool{}}
		if _, err := crawlOf(t, first, model.KindMethod); !errors.Is(err, errKilled) {
			t.Fatalf("after %d pages: %v", after, err)
		}
		first.Close()

		s := sample()
		m := open(t, dir, s)
		if n := m.Resumed(); n != len(first.kept) {
			t.Errorf("after %d pages: Resumed() = %d, want %d", after, n, len(first.kept))
		}
		same(t, want, methods(t, m))
		for _, r := range whole.asked {
			asks := r.Cache == scrape.CacheRevalidate || !first.kept[r.Path]
			if asked := s.times(r.Path) > 0; asked != asks {
				t.Errorf("after %d pages: %s was requested: %t, want %t", after, r.Path, asked, asks)
			}
		}
	}
}

// A damaged page in the mirror is detected and downloaded again; the others
// are not.
func TestCrawlFindsDamage(t *testing.T) {
	want := methods(t, sample())
	runs := []struct {
		why, dir string
		end      func(*mirror.Mirror) error
		site     *site
	}{
		{"a resumed run", t.TempDir(), func(m *mirror.Mirror) error { m.Close(); return nil }, sample()},
		{"a fresh run", t.TempDir(), (*mirror.Mirror).Finish, sample().tagged(t)},
	}
	for _, run := range runs {
		m := open(t, run.dir, run.site)
		methods(t, m)
		if err := run.end(m); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		why, path, file string
		damage          func(body string) string
	}{
		{"empty after a power failure", send, "method/auth.sendCode.html", func(string) string { return "" }},
		{"zeros after a power failure", send, "method/auth.sendCode.html", func(s string) string { return string(make([]byte, len(s))) }},
		{"truncated", "/method/messages.report", "method/messages.report.html", func(s string) string { return s[:len(s)/2] }},
		{"a proxy's page", send, "method/auth.sendCode.html", func(string) string { return "<html><title>Log in to the Wi-Fi</title></html>" }},
		{"a challenge page", send, "method/auth.sendCode.html", func(string) string { return "<html><title>Just a moment...</title></html>" }},
		{"another page", send, "method/auth.sendCode.html", func(string) string { return sample().at("/method/messages.report").body }},
		{"the page of another layer", send, "method/auth.sendCode.html", func(string) string { return (&site{layer: 186}).at(send).body }},
		{"the index", "/schema", "schema.html", func(s string) string { return s[:len(s)-20] }},
		{"the index of the methods", "/methods", "methods.html", func(string) string { return "" }},
	} {
		t.Run(tc.why, func(t *testing.T) {
			for _, run := range runs {
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(run.dir)); err != nil {
					t.Fatal(err)
				}
				name := host + "/" + tc.file
				body := tree(t, dir)[name]
				put(t, dir+"/"+name, tc.damage(body))

				s := &site{layer: 203, pages: run.site.pages}
				m := open(t, dir, s)
				same(t, want, methods(t, m))
				if last := lastAsked(s, tc.path); last == nil || last.ETag != "" {
					t.Errorf("%s: requested %+v, want no ETag", run.why, last)
				}
				finish(t, m)
				if got := tree(t, dir)[name]; got != body {
					t.Errorf("%s: the file is not repaired: %.60q", run.why, got)
				}
			}
		})
	}
}

// lastAsked returns the last request for a path.
func lastAsked(s *site, path string) *scrape.Request {
	var last *scrape.Request
	for i, r := range s.asked {
		if r.Path == path {
			last = &s.asked[i]
		}
	}
	return last
}

// If the site changes its layer in the middle of a crawl, stored pages of the old layer are
// not used.
func TestCrawlLayerChanges(t *testing.T) {
	want := crawl(t, sample())
	for _, tc := range []struct {
		why   string
		first func(*site)
	}{
		{"pages show their layer", func(*site) {}},
		// A stub shows no layer: one stored at the old layer must not be used at the new
		// one.
		{"a page of the new layer was a stub at the old one", func(s *site) {
			s.pages = map[string]page{send: {body: stub}}
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			t.Run("between a kill and the next run", func(t *testing.T) {
				dir, old := t.TempDir(), &site{layer: 186}
				tc.first(old)
				m := open(t, dir, old)
				crawl(t, m)
				m.Close()
				same(t, want, crawl(t, open(t, dir, sample())))
			})
			t.Run("in the middle of a run", func(t *testing.T) {
				old := &site{layer: 186}
				tc.first(old)
				old.before = func(nth int, _ string) error {
					if nth == 30 {
						old.layer, old.pages = 203, nil
					}
					return nil
				}
				same(t, want, crawl(t, open(t, t.TempDir(), old)))
			})
		})
	}
}

// A rejected page is not stored.
func TestRejectedPageIsNotStored(t *testing.T) {
	dir, s := t.TempDir(), sample()
	s.pages = map[string]page{send: {body: "<html>" + s.at(send).body[:2000]}}
	m := open(t, dir, s)
	if _, err := crawlOf(t, m, model.KindMethod); err == nil {
		t.Fatal("a truncated page was accepted")
	}
	m.Close()
	for name := range tree(t, dir) {
		if name == host+"/method/auth.sendCode.html" {
			t.Errorf("%s is stored", name)
		}
	}
	delete(s.pages, send)
	same(t, crawl(t, sample()), crawl(t, open(t, dir, s)))
}

// An accepted stub is stored as a missing page. It is not requested again.
func TestStubIsStored(t *testing.T) {
	dir, s := t.TempDir(), sample()
	s.pages = map[string]page{send: {body: stub}}
	m := open(t, dir, s)
	want := crawl(t, m)
	if n := s.times(send); n != 2 {
		t.Errorf("requested %d times before it was accepted, want 2", n)
	}
	m.Close()

	again := &site{layer: 203, pages: maps.Clone(s.pages)}
	m = open(t, dir, again)
	same(t, want, crawl(t, m))
	if n := again.times(send); n != 0 {
		t.Errorf("the resumed run requested it %d times", n)
	}
	finish(t, m)

	asked := map[string]int{}
	r, err := scrape.Crawl(t.Context(), counted{offline(t, dir), asked}, scrape.Options{Site: address, Kinds: model.Kinds, Parallel: 1, MaxAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	same(t, want, encoded(t, r.Snapshot))
	if d := r.Snapshot.Methods["auth.sendCode"].Documented; d == nil || *d || asked[send] != 1 {
		t.Errorf("offline: documented %v, read %d times; want false, once", d, asked[send])
	}
}

// counted counts the requests to a Source. It is for one worker.
type counted struct {
	scrape.Source
	asked map[string]int
}

func (c counted) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	c.asked[r.Path]++
	return c.Source.Get(ctx, r)
}
