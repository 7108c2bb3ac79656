package mirror_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// twins are pages whose names differ in the case of letters alone.
func twins() *site {
	return &site{pages: map[string]page{
		"/type/Updates":      {body: "all of the updates"},
		"/type/updates":      {body: "an update or more"},
		"/type/UPDATES":      {body: "LOUD UPDATES"},
		"/constructor/alone": {body: "one that has no twin"},
	}}
}

// Each comes back as what it is, whichever came first, from the same run, the next
// one, and the disk alone; and no system takes two of the files for one.
func TestTwins(t *testing.T) {
	const capital, small, loud = "/type/Updates", "/type/updates", "/type/UPDATES"
	for _, tc := range []struct {
		why  string
		runs [][]string
	}{
		{"one run, the capital one first", [][]string{{capital, small}}},
		{"one run, the small one first", [][]string{{small, capital}}},
		{"three of them", [][]string{{capital, loud, small}}},
		{"three of them in another order", [][]string{{loud, small, capital}}},
		{"one came in an earlier run, alone", [][]string{{capital}, {small}}},
		{"the small one came in an earlier run, alone", [][]string{{small}, {capital}}},
		{"the next run meets them in another order", [][]string{{capital, small}, {small, capital}}},
		{"and the one after that meets a third", [][]string{{small}, {capital, small}, {loud, capital, small}}},
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
				t.Errorf("%d pages lie in %d files: %v", len(seen)+1, len(files), files)
			}
			blind := map[string]bool{}
			for name := range files {
				if name = strings.ToLower(name); blind[name] {
					t.Errorf("%s is two files in one on a system that is blind to case", name)
				}
				blind[name] = true
			}
		})
	}
}

// A run that goes on after a kill finds the twins of the run before.
func TestTwinsAfterAKill(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, twins())
	take(t, m, "/type/updates", "/type/Updates")
	m.Close()
	again := open(t, dir, nobody{t})
	for _, path := range []string{"/type/Updates", "/type/updates"} {
		shows(t, again, path, twins().pages[path].body)
	}
}

// A checkout made on a system that tells letters apart has both files as they are.
func TestTwinsOfACheckout(t *testing.T) {
	dir := t.TempDir()
	put(t, dir+"/"+host+"/type/Updates.html", "all of the updates")
	put(t, dir+"/"+host+"/type/updates.html", "an update or more")
	if len(tree(t, dir)) != 2 {
		t.Skip("this file system does not tell letters apart")
	}
	shows(t, offline(t, dir), "/type/Updates", "all of the updates")
	shows(t, offline(t, dir), "/type/updates", "an update or more")
}

// A twin that is left alone keeps its file: were it written elsewhere, the old one would
// still be read.
func TestTwinLeftAlone(t *testing.T) {
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
