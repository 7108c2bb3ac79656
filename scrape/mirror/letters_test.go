package mirror_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// twins are pages whose names differ only in case.
func twins() *site {
	return &site{pages: map[string]page{
		"/type/Updates":      {body: "all of the updates"},
		"/type/updates":      {body: "an update or more"},
		"/type/UPDATES":      {body: "LOUD UPDATES"},
		"/constructor/alone": {body: "a page without a twin"},
	}}
}

// Each page is returned as stored, in any order of arrival, by the same run, the next one,
// and offline; and no two files have the same name on a case-insensitive system.
func TestTwins(t *testing.T) {
	const capital, small, loud = "/type/Updates", "/type/updates", "/type/UPDATES"
	for _, tc := range []struct {
		why  string
		runs [][]string
	}{
		{"one run, the upper-case name first", [][]string{{capital, small}}},
		{"one run, the lower-case name first", [][]string{{small, capital}}},
		{"three of them", [][]string{{capital, loud, small}}},
		{"three of them in another order", [][]string{{loud, small, capital}}},
		{"one came in an earlier run, alone", [][]string{{capital}, {small}}},
		{"the lower-case name came in an earlier run, alone", [][]string{{small}, {capital}}},
		{"the next run gets them in another order", [][]string{{capital, small}, {small, capital}}},
		{"and the one after that gets a third", [][]string{{small}, {capital, small}, {loud, capital, small}}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir, seen := t.TempDir(), map[string]bool{}
			for _, run := range tc.runs {
				m := open(t, dir, twins())
				take(t, m, run...)
				take(t, m, "/constructor/alone")
				for _, path := range run {
					shows(t, m, path, twins().pages[path].body)
					seen[path] = true
				}
				finish(t, m)
			}
			for path := range seen {
				shows(t, offline(t, dir), path, twins().pages[path].body)
			}
			files := pages(tree(t, dir))
			if len(files) != len(seen)+1 {
				t.Errorf("%d pages are in %d files: %v", len(seen)+1, len(files), files)
			}
			blind := map[string]bool{}
			for name := range files {
				if name = strings.ToLower(name); blind[name] {
					t.Errorf("%s is the name of two files on a case-insensitive system", name)
				}
				blind[name] = true
			}
		})
	}
}

// A resumed run finds the twins of the killed run.
func TestTwinsAfterAKill(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, twins())
	take(t, m, "/type/updates", "/type/Updates")
	m.Close()
	again := open(t, dir, forbidden{t})
	for _, path := range []string{"/type/Updates", "/type/updates"} {
		shows(t, again, path, twins().pages[path].body)
	}
}

// A checkout made on a case-sensitive system has both files unmarked.
func TestTwinsInCheckout(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/"+host+"/type/Updates.html", "all of the updates")
	put(t, dir+"/"+host+"/type/updates.html", "an update or more")
	if len(tree(t, dir)) != 2 {
		t.Skip("this file system is case-insensitive")
	}
	shows(t, offline(t, dir), "/type/Updates", "all of the updates")
	shows(t, offline(t, dir), "/type/updates", "an update or more")
}

// If one of two twins is removed from the index, the other keeps its file: written
// elsewhere, the old file would still be read.
func TestRemainingTwinKeepsFile(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, twins())
	take(t, m, "/type/Updates", "/type/updates")
	finish(t, m)
	if err := os.Remove(filepath.Join(dir, host, "type", "Updates.html")); err != nil {
		t.Fatal(err)
	}
	s := twins()
	s.pages["/type/updates"] = page{body: "a newer one"}
	m = open(t, dir, s)
	take(t, m, "/type/updates")
	finish(t, m)
	shows(t, offline(t, dir), "/type/updates", "a newer one")
}
