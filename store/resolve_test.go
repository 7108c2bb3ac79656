package store_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

func TestIsName(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		is        bool
	}{
		{"the newest", "latest", true},
		{"the previous one", "latest~1", true},
		{"the newest, with ~0", "latest~0", true},
		{"a year ago", "latest~365", true},
		{"a layer", "214", true},
		{"a layer on a day", "214@2026-06-13", true},
		{"of a site", "corefork.telegram.org/latest", true},
		{"a layer of a site on a day", "127.0.0.1_8080/214@2026-06-13", true},
		{"an invalid date has the form of one", "214@2026-13-40", true},
		{"a file", "214.json", false},
		{"a file in a folder", "./214", false},
		{"a file in another folder", "../latest", false},
		{"a file in a hidden folder", ".git/latest", false},
		{"an absolute path", "/latest", false},
		{"a path with two folders", "data/corefork.telegram.org/latest", false},
		{"a folder", "latest/", false},
		{"nothing", "", false},
		{"standard input", "-", false},
		{"another word", "newest", false},
		{"a capital", "Latest", false},
		{"before what?", "latest~", false},
		{"not a number", "latest~-1", false},
		{"a number that is too large", "latest~10000000", false},
		{"the newest on a day", "latest@2026-06-13", false},
		{"another date format", "214@13.06.2026", false},
		{"an incomplete date", "214@2026-06", false},
		{"not a layer", "-1", false},
		{"white space", " latest", false},
		{"a line break", "latest\n", false},
		{"a site in upper case is not a folder name", "Corefork.Telegram.Org/latest", false},
	} {
		if got := store.IsName(tc.name); got != tc.is {
			t.Errorf("%s: IsName(%q) = %t, want %t", tc.why, tc.name, got, tc.is)
		}
	}
}

// years returns a data folder of one site over two years: runs without changes stored
// nothing.
func years(t *testing.T) store.Folder {
	t.Helper()
	return dataFolder(t,
		corefork+"/20250601T030000Z-213.json.gz",
		corefork+"/20260601T030000Z-213.json.gz",
		corefork+"/20260610T030000Z-214.json.gz",
		corefork+"/20260612T235959Z-214.json.gz",
		corefork+"/20260613T000000Z-214.json.gz",
		corefork+"/20260614T030000Z-215.json.gz",
		corefork+"/20260615T030000Z-214.json.gz", // the site returned to an earlier layer
		corefork+"/20260616T030000Z-215.json.gz",
	)
}

func TestResolve(t *testing.T) {
	for _, tc := range []struct{ why, name, want string }{
		{"the newest", "latest", "20260616T030000Z-215"},
		{"no step back", "latest~0", "20260616T030000Z-215"},
		{"one step back", "latest~1", "20260615T030000Z-214"},
		{"the oldest", "latest~7", "20250601T030000Z-213"},
		{"of a site", corefork + "/latest~1", "20260615T030000Z-214"},
		{"the newest of a layer", "215", "20260616T030000Z-215"},
		{"the newest of a layer that returned", "214", "20260615T030000Z-214"},
		{"an older layer", "213", "20260601T030000Z-213"},
		{"a layer of a site", corefork + "/213", "20260601T030000Z-213"},
		{"on the same day", "214@2026-06-10", "20260610T030000Z-214"},
		{"on a day without changes", "214@2026-06-11", "20260610T030000Z-214"},
		{"the last second of a day", "214@2026-06-12", "20260612T235959Z-214"},
		{"the first second of a day", "214@2026-06-13", "20260613T000000Z-214"},
		{"on a day with another layer", "214@2026-06-14", "20260613T000000Z-214"},
		{"a day in the future", "214@2099-12-31", "20260615T030000Z-214"},
		{"a year ago", "213@2025-12-31", "20250601T030000Z-213"},
		{"on a leap day of another year", "213@2024-02-29", ""},
	} {
		f := years(t)
		e, err := f.Resolve(tc.name)
		if tc.want == "" {
			if err == nil {
				t.Errorf("%s: Resolve(%q) = %s, want an error", tc.why, tc.name, e.Path)
			}
			continue
		}
		want := filepath.Join(f.String(), corefork, tc.want+".json.gz")
		if err != nil || e.Path != want {
			t.Errorf("%s: Resolve(%q) = %s, %v; want %s", tc.why, tc.name, e.Path, err, want)
		}
	}
}

// The histories of repositories next to that of a site do not make names ambiguous.
func TestResolveBesideRepositories(t *testing.T) {
	f := dataFolder(t, corefork+"/20260613T030000Z-214.json.gz", "github.com/a/b/20260614T030000Z-215.json.gz")
	for name, want := range map[string]string{"latest": corefork, "214": corefork, "github.com/a/b/latest": "github.com/a/b"} {
		if e, err := f.Resolve(name); err != nil || e.Site != want {
			t.Errorf("Resolve(%q) = %s, %v; want one of %s", name, e.Path, err, want)
		}
	}
	f = dataFolder(t, "github.com/a/b/20260614T030000Z-215.json.gz")
	if e, err := f.Resolve("latest"); err != nil || e.Site != "github.com/a/b" {
		t.Errorf("alone, the repository is not meant: %s, %v", e.Path, err)
	}
}

// An error names the folder, the name, and the existing snapshots.
func TestResolveRejects(t *testing.T) {
	two := []string{corefork + "/20260613T030000Z-214.json.gz", "core.telegram.org/20260613T030000Z-213.json.gz"}
	for _, tc := range []struct {
		why, name string
		files     []string
		says      []string
	}{
		{"an empty folder", "latest", nil, []string{"nightly"}},
		{"an empty folder, a layer", "214", nil, []string{"nightly"}},
		{"more steps than snapshots", "latest~1", two[:1], []string{"1", corefork}},
		{"several sites without a prefix", "latest", two, []string{corefork + "/", "core.telegram.org/"}},
		{"a repository and two sites", "latest", append([]string{"github.com/a/b/20260613T030000Z-214.json.gz"}, two...), []string{corefork + "/", "github.com/a/b/"}},
		{"two repositories", "latest", []string{"github.com/a/b/20260613T030000Z-214.json.gz", "github.com/a/c/20260613T030000Z-214.json.gz"}, []string{"github.com/a/b/", "github.com/a/c/"}},
		{"several sites, a layer", "214", two, []string{corefork + "/", "core.telegram.org/"}},
		{"an unknown layer", "215", two[:1], []string{"214@2026-06-13"}},
		{"a layer that appeared later", "214@2026-06-12", two[:1], []string{"214@2026-06-13"}},
		{"an invalid day", "214@2026-02-30", two[:1], []string{"2026-02-30"}},
		{"an invalid month", "214@2026-13-01", two[:1], []string{"2026-13-01"}},
		{"an unknown site", "blogfork.telegram.org/latest", two, []string{"blogfork.telegram.org"}},
		{"a layer of an unknown site", "blogfork.telegram.org/214", two, []string{"blogfork.telegram.org"}},
		{"no name", "214.json", two, []string{"latest~1", "214@2026-06-13"}},
		{"nothing", "", two, []string{"latest~1"}},
		{"the parent folder", "../latest", two, []string{"latest~1"}},
	} {
		f := dataFolder(t, tc.files...)
		e, err := f.Resolve(tc.name)
		var fe *store.FileError
		if !errors.As(err, &fe) || fe.Name != tc.name {
			t.Errorf("%s: Resolve(%q) = %s, %v; want a FileError of that name", tc.why, tc.name, e.Path, err)
			continue
		}
		for _, word := range append(tc.says, f.String()) {
			if !strings.Contains(fe.Err.Error(), word) {
				t.Errorf("%s: %q does not contain %q", tc.why, fe.Err, word)
			}
		}
	}
}

// A folder of years has too many snapshots for a line: only the newest are listed.
func TestResolveNamesTheNewest(t *testing.T) {
	_, err := years(t).Resolve("99")
	if err == nil {
		t.Fatal("layer 99 was found")
	}
	if !strings.Contains(err.Error(), "215@2026-06-16") || strings.Contains(err.Error(), "213@2025-06-01") {
		t.Errorf("%q lists others than the newest", err)
	}
}

func TestResolveWithoutFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nowhere")
	_, err := store.Dir(dir).Resolve("latest")
	if err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("got %v, want an error that names the folder", err)
	}
}
