package mirror_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
)

const day = "Sat, 22 Nov 2025 10:00:00 GMT"

// finished returns a folder of a completed run that stored one page.
func finished(t *testing.T, p page) string {
	t.Helper()
	dir := t.TempDir()
	m := open(t, dir, &site{pages: map[string]page{send: p}})
	take(t, m, send)
	finish(t, m)
	return dir
}

// The run after a completed one requests every page, with the validators of the stored
// page.
func TestFreshRun(t *testing.T) {
	for _, tc := range []struct {
		why      string
		was, is  page
		asksWith scrape.Request
		kept     bool
	}{
		{"the ETag is the same", page{"one", `"v1"`, ""}, page{"one", `"v1"`, ""}, scrape.Request{ETag: `"v1"`}, true},
		{"the date is the same", page{"one", "", day}, page{"one", "", day}, scrape.Request{LastModified: day}, true},
		{"both are sent", page{"one", `W/"v1"`, day}, page{"one", `W/"v1"`, day}, scrape.Request{ETag: `W/"v1"`, LastModified: day}, true},
		{"the ETag has changed", page{"one", `"v1"`, ""}, page{"two", `"v2"`, ""}, scrape.Request{ETag: `"v1"`}, false},
		{"the site no longer sends validators", page{"one", `"v1"`, day}, page{"two", "", ""}, scrape.Request{ETag: `"v1"`, LastModified: day}, false},
		{"the site sends no validators", page{"one", "", ""}, page{"two", "", ""}, scrape.Request{}, false},
		{"the site sends no validators, and the page is the same", page{"one", "", ""}, page{"one", "", ""}, scrape.Request{}, false},
		{"an ETag may contain any header character", page{"one", `"ä<\\>"`, ""}, page{"one", `"ä<\\>"`, ""}, scrape.Request{ETag: `"ä<\\>"`}, true},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := finished(t, tc.was)
			s := &site{pages: map[string]page{send: tc.is}}
			m := open(t, dir, s)
			if n := m.Resumed(); n != 0 {
				t.Errorf("Resumed() = %d, want 0", n)
			}
			r := get(t, m, send, scrape.CacheUse)
			if string(r.Body) != tc.is.body || r.FromCache != tc.kept || r.NotModified || r.Status != 200 {
				t.Errorf("got %q, cached %t, not modified %t, status %d; want %q, cached %t", r.Body, r.FromCache, r.NotModified, r.Status, tc.is.body, tc.kept)
			}
			tc.asksWith.Path = send
			if len(s.asked) != 1 || s.asked[0] != tc.asksWith {
				t.Errorf("requested %+v, want %+v once", s.asked, tc.asksWith)
			}
			if err := m.Record(send, r); err != nil {
				t.Fatal(err)
			}
			finish(t, m)
			shows(t, offline(t, dir), send, tc.is.body)
		})
	}
}

// Validators are those of the last run, over several runs.
func TestFreshRuns(t *testing.T) {
	dir := finished(t, page{"one", `"v1"`, ""})
	for _, night := range []struct {
		why  string
		is   page
		etag string
	}{
		{"nothing new", page{"one", `"v1"`, ""}, `"v1"`},
		{"still nothing new: a 304 keeps the ETag", page{"one", `"v1"`, ""}, `"v1"`},
		{"a new page", page{"two", `"v2"`, ""}, `"v1"`},
		{"the new page's ETag is sent", page{"two", `"v2"`, ""}, `"v2"`},
		{"the first page again", page{"one", `"v1"`, ""}, `"v2"`},
	} {
		s := &site{pages: map[string]page{send: night.is}}
		m := open(t, dir, s)
		take(t, m, send)
		if s.asked[0].ETag != night.etag {
			t.Errorf("%s: requested with %s, want %s", night.why, s.asked[0].ETag, night.etag)
		}
		finish(t, m)
		shows(t, offline(t, dir), send, night.is.body)
	}
}

// A page that the site confirms as unchanged is stored by this run: a resumed run does not
// request it.
func TestUnchangedIsStored(t *testing.T) {
	p := page{"one", `"v1"`, day}
	dir := finished(t, p)
	m := open(t, dir, &site{pages: map[string]page{send: p}})
	take(t, m, send)
	m.Close()
	again := open(t, dir, forbidden{t})
	shows(t, again, send, "one")
	take(t, again, send)
	finish(t, again)
	s := &site{pages: map[string]page{send: p}}
	take(t, open(t, dir, s), send)
	if s.asked[0].ETag != p.etag || s.asked[0].LastModified != p.modified {
		t.Errorf("two runs later, it is requested with %+v", s.asked[0])
	}
}

// A request has no validators if the stored page could not be used.
func TestNoValidators(t *testing.T) {
	for _, tc := range []struct {
		why   string
		cache scrape.CacheMode
		spoil func(t *testing.T, file string)
	}{
		{"the file is missing", scrape.CacheUse, func(t *testing.T, file string) {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
		}},
		{"the folder is missing", scrape.CacheRevalidate, func(t *testing.T, file string) {
			if err := os.RemoveAll(filepath.Dir(file)); err != nil {
				t.Fatal(err)
			}
		}},
		{"the cache is bypassed", scrape.CacheBypass, func(*testing.T, string) {}},
	} {
		p := page{"one", `"v1"`, day}
		dir := finished(t, p)
		tc.spoil(t, filepath.Join(dir, host, "method", "auth.sendCode.html"))
		s := &site{pages: map[string]page{send: p}}
		m := open(t, dir, s)
		r := get(t, m, send, tc.cache)
		if s.asked[0].ETag != "" || s.asked[0].LastModified != "" || string(r.Body) != "one" || r.FromCache {
			t.Errorf("%s: requested %+v, got %q, cached %t", tc.why, s.asked[0], r.Body, r.FromCache)
		}
		if err := m.Record(send, r); err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
		shows(t, offline(t, dir), send, "one")
	}
}

// Validators belong to a page, not to a path: once a run has stored a newer page, they must
// not be sent with the older page's body.
func TestValidatorsOfAnotherPage(t *testing.T) {
	for _, tc := range []struct {
		why    string
		killed bool
	}{
		{"the same run revalidates the index on an outdated server", false},
		{"the run was killed, and another one starts a day later", true},
	} {
		dir := finished(t, page{"one", `"v1"`, ""})
		s := &site{pages: map[string]page{send: {"two", `"v2"`, ""}}}
		m := open(t, dir, s)
		take(t, m, send)
		if tc.killed {
			m.Close()
			age(t, dir, 25*time.Hour)
			m = open(t, dir, s)
		}
		s.pages[send] = page{"one", `"v1"`, ""}
		if r := get(t, m, send, scrape.CacheRevalidate); string(r.Body) != "one" {
			t.Errorf("%s: the site shows %q, the mirror says %q", tc.why, "one", r.Body)
		}
	}
}

// Finish removes the journal, Close does not.
func TestFinishEndsTheRun(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, three())
	take(t, m, send)
	m.Close()
	if _, err := os.Stat(journal(dir)); err != nil {
		t.Errorf("after Close: %v", err)
	}
	m = open(t, dir, three())
	finish(t, m)
	if _, err := os.Stat(journal(dir)); !os.IsNotExist(err) {
		t.Errorf("after Finish the journal exists: %v", err)
	}
	m.Close() // as a deferred call does
	if n := open(t, dir, three()).Resumed(); n != 0 {
		t.Errorf("Resumed() = %d after a completed run", n)
	}
}
