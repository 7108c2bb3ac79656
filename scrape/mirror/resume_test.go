package mirror_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
)

const (
	send = "/method/auth.sendCode"
	code = "/type/auth.SentCode"
)

// three is a site of three pages of one line each.
func three() *site {
	return &site{pages: map[string]page{
		"/schema": {body: "schema, first"}, send: {body: "send, first"}, code: {body: "code, first"},
	}}
}

func journal(dir string) string { return filepath.Join(dir, host, ".tlcrawl", "journal") }

// age makes the journal older.
func age(t *testing.T, dir string, by time.Duration) {
	t.Helper()
	info, err := os.Stat(journal(dir))
	if err != nil {
		t.Fatal(err)
	}
	at := info.ModTime().Add(-by)
	if err := os.Chtimes(journal(dir), at, at); err != nil {
		t.Fatal(err)
	}
}

// unfinished returns a folder in which an incomplete run has stored two pages.
func unfinished(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	m := open(t, dir, three())
	take(t, m, "/schema", send)
	m.Close()
	return dir
}

// A page that a run has stored is used by it, and by the run that resumes it.
func TestStoredIsUsed(t *testing.T) {
	dir := t.TempDir()
	s := three()
	m := open(t, dir, s)
	take(t, m, send)
	if r := get(t, m, send, scrape.CacheUse); string(r.Body) != "send, first" || !r.FromCache || r.Status != 200 {
		t.Errorf("got %q, cached %t, status %d", r.Body, r.FromCache, r.Status)
	}
	if n := s.times(send); n != 1 {
		t.Errorf("requested %d times, want once", n)
	}
	m.Close()

	again := open(t, dir, forbidden{t})
	if n := again.Resumed(); n != 1 {
		t.Errorf("Resumed() = %d, want 1", n)
	}
	shows(t, again, send, "send, first")
}

// The site is requested unless the cache mode allows the stored page.
func TestCacheMode(t *testing.T) {
	for _, tc := range []struct {
		why   string
		cache scrape.CacheMode
		path  string
		asks  bool
	}{
		{"a page stored by the run", scrape.CacheUse, send, false},
		{"a page not stored by the run", scrape.CacheUse, code, true},
		{"the index is revalidated: the layer may have changed", scrape.CacheRevalidate, send, true},
		{"the stored page was invalid", scrape.CacheBypass, send, true},
	} {
		s := three()
		m := open(t, unfinished(t), s)
		s.pages[send], s.pages[code] = page{body: "second"}, page{body: "second"}
		r := get(t, m, tc.path, tc.cache)
		if asked := s.times(tc.path) == 1; asked != tc.asks || (string(r.Body) == "second") != tc.asks || r.FromCache == tc.asks {
			t.Errorf("%s: requested %t, want %t; got %q, cached %t", tc.why, asked, tc.asks, r.Body, r.FromCache)
		}
	}
}

// A new page replaces the stored one.
func TestRecordAgain(t *testing.T) {
	dir := unfinished(t)
	s := three()
	s.pages[send] = page{body: "send, second"}
	m := open(t, dir, s)
	if err := m.Record(send, get(t, m, send, scrape.CacheBypass)); err != nil {
		t.Fatal(err)
	}
	shows(t, m, send, "send, second")
	m.Close()
	shows(t, open(t, dir, forbidden{t}), send, "send, second")
	shows(t, offline(t, dir), send, "send, second")
}

// A kill may truncate the last line of the journal anywhere. The lines before it count, and
// so do later ones.
func TestTruncatedJournal(t *testing.T) {
	for _, tc := range []struct {
		why, tail string
	}{
		{"in the middle of a path", `{"path":"/method/auth.si`},
		{"after the first letter", `{`},
		{"before the last letter", `{"path":"/method/auth.signIn"`},
		{"zeros after a power failure", strings.Repeat("\x00", 512)},
		{"an invalid line", "journal\n"},
		{"a line without a path", "{}\n"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := unfinished(t)
			b, err := os.ReadFile(journal(dir))
			if err != nil {
				t.Fatal(err)
			}
			put(t, journal(dir), string(b)+tc.tail)

			m := open(t, dir, three())
			if n := m.Resumed(); n != 2 {
				t.Errorf("Resumed() = %d, want 2", n)
			}
			take(t, m, code)
			m.Close()

			last := open(t, dir, forbidden{t})
			if n := last.Resumed(); n != 3 {
				t.Errorf("Resumed() = %d, want 3", n)
			}
			for path, p := range three().pages {
				shows(t, last, path, p.body)
			}
		})
	}
}

// The first line may be truncated, too.
func TestTruncatedJournalStart(t *testing.T) {
	dir := t.TempDir()
	put(t, journal(dir), `{"path":"/sch`)
	m := open(t, dir, three())
	take(t, m, send)
	m.Close()
	if n := open(t, dir, forbidden{t}).Resumed(); n != 1 {
		t.Errorf("Resumed() = %d, want 1: one page was stored", n)
	}
}

// A damaged journal does not make unattended runs fail.
func TestDamagedJournal(t *testing.T) {
	for _, tc := range []struct{ why, file, body string }{
		{"empty", "journal", ""},
		{"something else", "journal", "\xff\xfe{{{\n\n\n"},
		{"zeros after a power failure", "journal", strings.Repeat("\x00", 100_000)},
		{"zeros among the validators", "validators", strings.Repeat("\x00", 100_000)},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := t.TempDir()
			put(t, filepath.Join(filepath.Dir(journal(dir)), tc.file), tc.body)
			m := open(t, dir, three())
			if n := m.Resumed(); n != 0 {
				t.Errorf("Resumed() = %d, want 0", n)
			}
			take(t, m, send)
			finish(t, m)
			shows(t, offline(t, dir), send, "send, first")
		})
	}
}

// Pages of an old run are not used: they may have changed since.
func TestOldJournal(t *testing.T) {
	for _, tc := range []struct {
		why     string
		age     time.Duration
		resumed int
	}{
		{"a minute is the same run", time.Minute, 2},
		{"less than a day", 23 * time.Hour, 2},
		{"a day has passed", 25 * time.Hour, 0},
		{"a year has passed", 365 * 24 * time.Hour, 0},
		{"the clock went back by an hour", -time.Hour, 2},
	} {
		dir := unfinished(t)
		age(t, dir, tc.age)
		s := three()
		s.pages[send] = page{body: "send, second"}
		m := open(t, dir, s)
		if n := m.Resumed(); n != tc.resumed {
			t.Errorf("%s: Resumed() = %d, want %d", tc.why, n, tc.resumed)
		}
		want := "send, first"
		if tc.resumed == 0 {
			want = "send, second"
		}
		shows(t, m, send, want)
	}
}
