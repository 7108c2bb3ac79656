package store_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

const corefork = "corefork.telegram.org"

// dataFolder returns a data folder with files, named relative to it.
func dataFolder(t *testing.T, names ...string) store.Folder {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		put(t, name, nil)
	}
	return store.Dir(dir)
}

// moment returns a time of day on that day, in UTC.
func moment(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestSiteName(t *testing.T) {
	for _, tc := range []struct{ why, source, name string }{
		{"the site itself", "https://corefork.telegram.org", corefork},
		{"a trailing slash is not part of the name", "https://corefork.telegram.org/", corefork},
		{"a path identifies a repository", "https://github.com/telegramdesktop/tdesktop", "github.com/telegramdesktop/tdesktop"},
		{"a path is lower-cased for case-insensitive file systems", "https://github.com/tdlib/TD/", "github.com/tdlib/td"},
		{"the clone address is the same repository", "https://github.com/tdlib/td.git", "github.com/tdlib/td"},
		{"hosts are case-insensitive", "HTTPS://CoreFork.Telegram.ORG", corefork},
		{"the scheme is not part of the name", "http://corefork.telegram.org", corefork},
		{"a port is part of the name, with an underscore", "http://127.0.0.1:8080", "127.0.0.1_8080"},
		{"another port, another site", "http://127.0.0.1:8081", "127.0.0.1_8081"},
		{"a host in the local network", "http://localhost", "localhost"},
		{"an IPv6 address", "http://[::1]:8080", "[__1]_8080"},
		{"a password is not part of the name", "https://me:secret@corefork.telegram.org", corefork},
		{"a query is not part of the name", "https://corefork.telegram.org?layer=1", corefork},
	} {
		name, err := store.SiteName(tc.source)
		if err != nil || name != tc.name {
			t.Errorf("%s: SiteName(%q) = %q, %v; want %q", tc.why, tc.source, name, err, tc.name)
		}
	}
}

func TestSiteNameRejects(t *testing.T) {
	for _, tc := range []struct{ why, source string }{
		{"nothing", ""},
		{"no protocol", "corefork.telegram.org"},
		{"no host", "https://"},
		{"a path without a host", "https:///etc/passwd"},
		{"a file", "file:///etc/passwd"},
		{"the folder itself", "https://."},
		{"the parent folder", "https://.."},
		{"a parent folder, and a name", "https://..%2fetc"},
		{"the parent folder, escaped", "https://%2e%2e/"},
		{"a hidden folder", "https://.git"},
		{"a slash in the host", "https://a%2fb"},
		{"a backslash", `https://a\b`},
		{"a leading hyphen", "https://-rf"},
		{"a shell metacharacter", "https://$(id)"},
		{"a star", "https://*"},
		{"white space", "https://a b"},
		{"NUL", "https://a\x00b"},
		{"an escape sequence", "https://a\x1b[2Jb"},
		{"a line break", "https://a\nb"},
		{"not ASCII", "https://кор.рф"},
		{"invalid UTF-8", "https://a\xff"},
	} {
		if name, err := store.SiteName(tc.source); err == nil {
			t.Errorf("%s: SiteName(%q) = %q, want an error", tc.why, tc.source, name)
		}
	}
}

// Entries returns the snapshots, oldest first, and no other files.
func TestEntries(t *testing.T) {
	in := func(names ...string) []string {
		for i, name := range names {
			names[i] = corefork + "/" + name
		}
		return names
	}
	for _, tc := range []struct {
		why   string
		files []string
		want  []string // LAYER TIME
	}{
		{"no folder", nil, nil},
		{"an empty site", in("runs/20260613T030000Z.json"), nil},
		{"ordered by time, not by layer", in("20260613T030000Z-9.json.gz", "20260612T030000Z-214.json.gz", "20251231T235959Z-213.json.gz"),
			[]string{"213 2025-12-31T23:59:59Z", "214 2026-06-12T03:00:00Z", "9 2026-06-13T03:00:00Z"}},
		{"two layers in the same second", in("20260613T030000Z-9.json.gz", "20260613T030000Z-10.json.gz"),
			[]string{"10 2026-06-13T03:00:00Z", "9 2026-06-13T03:00:00Z"}},
		{"deltas", in("20260612T030000Z-213.json.zst", "20260613T030000Z-214.json.gz"),
			[]string{"213 2026-06-12T03:00:00Z", "214 2026-06-13T03:00:00Z"}},
		{"both forms are one entry", in("20260613T030000Z-21.json.gz", "20260613T030000Z-21.json.zst", "20260613T030000Z-214.json.gz", "20260613T030000Z-214.json.zst", "20260613T030000Z-2.json.zst"),
			[]string{"2 2026-06-13T03:00:00Z", "21 2026-06-13T03:00:00Z", "214 2026-06-13T03:00:00Z"}},
		{"an unknown layer", in("20260613T030000Z-0.json.gz"), []string{"0 2026-06-13T03:00:00Z"}},
		{"other files next to a snapshot", in("20260613T030000Z-214.json.gz", "20260613T030000Z-214.report.json", "20260613T030000Z-214.report.md", "suspect.json.gz", "README.md"),
			[]string{"214 2026-06-13T03:00:00Z"}},
		{"leftovers of a killed run", in(".20260613T030000Z-214.json.gz12345", ".20260613T030000Z-214.json.zst12345", "20260613T030000Z-214.json.gz.tmp", "20260613T030000Z-214.json.gz~"), nil},
		{"similar names", in("20260613T030000-214.json.gz", "20260613-214.json.gz", "2026-06-13-214.json.gz", "20260613T030000Z.json.gz", "20260613T030000Z-.json.gz", "20260613T030000Z--1.json.gz", "20260613T030000Z-x.json.gz", "20260613T030000Z-214.json", "20260613T030000Z-214.gz", "20260613T030000Z-214.zst", "20260613T030000Z-214.json.gz.zst", "20260613T030000Z-214.json.zst.gz", "20260613T030000Z-1234567.json.gz"), nil},
		{"an invalid date", in("20260230T030000Z-214.json.gz", "20261301T030000Z-214.json.gz"), nil},
		{"an invalid time", in("20260613T250000Z-214.json.gz"), nil},
		{"another site's", []string{"core.telegram.org/20260613T030000Z-214.json.gz"}, nil},
		{"a file in the parent folder", []string{"20260613T030000Z-214.json.gz"}, nil},
		{"a file in a subfolder", in("old/20260613T030000Z-214.json.gz"), nil},
		{"a folder is not a snapshot", in("20260613T030000Z-214.json.gz/file"), nil},
	} {
		f := dataFolder(t, tc.files...)
		entries, err := f.Entries(corefork)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, strings.TrimSuffix(e.Name(), e.Time.Format("@2006-01-02"))+" "+e.Time.Format(time.RFC3339))
			if _, err := os.Stat(e.Path); err != nil || e.Site != corefork {
				t.Errorf("%s: site %q, %v", tc.why, e.Site, err)
			}
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.why, diff)
		}
	}
}

func TestEntriesOfFile(t *testing.T) {
	f := dataFolder(t, corefork)
	_, err := f.Entries(corefork)
	isFileError(t, err, filepath.Join(f.String(), corefork))
}

// Sites returns the folders with snapshots.
func TestSites(t *testing.T) {
	f := dataFolder(t,
		"corefork.telegram.org/20260613T030000Z-214.json.gz", "127.0.0.1_8080/20260613T030000Z-214.json.gz",
		"blogfork.telegram.org/suspect.json.gz", ".git/20260613T030000Z-214.json.gz", "Old Sites/20260613T030000Z-214.json.gz",
		"20260613T030000Z-214.json.gz", ".lock", "README.md")
	got, err := f.Sites()
	if want := []string{"127.0.0.1_8080", corefork}; err != nil || !slices.Equal(got, want) {
		t.Errorf("Sites() = %q, %v; want %q", got, err, want)
	}
	nowhere := store.Dir(filepath.Join(f.String(), "nowhere"))
	_, err = nowhere.Sites()
	isFileError(t, err, nowhere.String())
}

// The next snapshot is always the last one, under an unused name, whatever the clock says.
func TestNext(t *testing.T) {
	for _, tc := range []struct{ why, first, then, name string }{
		{"the next day", "2026-06-13T03:00:00Z", "2026-06-14T03:00:00Z", "20260614T030000Z-215.json.gz"},
		{"a second later", "2026-06-13T03:00:00Z", "2026-06-13T03:00:01Z", "20260613T030001Z-215.json.gz"},
		{"in the same second", "2026-06-13T03:00:00Z", "2026-06-13T03:00:00.9Z", "20260613T030001Z-215.json.gz"},
		{"at the end of a year", "2025-12-31T23:59:59Z", "2025-12-31T23:59:59Z", "20260101T000000Z-215.json.gz"},
		{"the clock was set back by an hour", "2026-06-13T03:00:00Z", "2026-06-13T02:00:00Z", "20260613T030001Z-215.json.gz"},
		{"the clock was reset", "2026-06-13T03:00:00Z", "1970-01-01T00:00:00Z", "20260613T030001Z-215.json.gz"},
		{"a clock in another time zone", "2026-06-13T03:00:00Z", "2026-06-13T05:30:00+02:00", "20260613T033000Z-215.json.gz"},
	} {
		f := store.Dir(t.TempDir())
		keepAt(t, f, snapshot(214), moment(t, tc.first))
		e := keepAt(t, f, snapshot(215), moment(t, tc.then))
		if name := filepath.Base(e.Path); name != tc.name || e.Layer != 215 || e.Site != corefork {
			t.Errorf("%s: %+v, want the name %s", tc.why, e, tc.name)
		}
		isLast(t, f, e)
	}
}

// The order is kept a hundred times with a clock that runs backwards.
func TestNextNeverGoesBack(t *testing.T) {
	f := store.Dir(t.TempDir())
	at := moment(t, "2026-06-13T03:00:00Z")
	for i := range 100 {
		isLast(t, f, keepAt(t, f, snapshot(300-i), at.Add(-time.Duration(i/2)*time.Minute)))
	}
	if kept, err := f.Entries(corefork); err != nil || len(kept) != 100 {
		t.Errorf("%d snapshots are stored, %v; want 100", len(kept), err)
	}
}

// keepAt stores a snapshot at a time.
func keepAt(t testing.TB, f store.Folder, s *model.Snapshot, at time.Time) store.Entry {
	t.Helper()
	e, err := f.Next(s, at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(e.Path); err == nil {
		t.Fatalf("%s exists already", e.Path)
	}
	if err := store.Write(e.Path, s); err != nil {
		t.Fatal(err)
	}
	return e
}

func isLast(t *testing.T, f store.Folder, e store.Entry) {
	t.Helper()
	kept, err := f.Entries(corefork)
	if err != nil {
		t.Fatal(err)
	}
	if last := kept[len(kept)-1]; last != e {
		t.Errorf("the newest is %+v, want %+v", last, e)
	}
}

// The times of one site do not affect another.
func TestNextOfAnotherSite(t *testing.T) {
	f := dataFolder(t, "core.telegram.org/20260613T030000Z-214.json.gz")
	e, err := f.Next(snapshot(214), moment(t, "2026-06-01T03:00:00Z"))
	if err != nil || filepath.Base(e.Path) != "20260601T030000Z-214.json.gz" {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := f.Next(model.New("nowhere", 214), time.Time{}); err == nil {
		t.Error("an empty site is accepted")
	}
}

func TestSiblingPath(t *testing.T) {
	for _, name := range []string{"20260613T030000Z-214.json.gz", "20260613T030000Z-214.json.zst"} {
		e := store.Entry{Path: filepath.Join("data", corefork, name)}
		if got, want := e.SiblingPath("report.md"), filepath.Join("data", corefork, "20260613T030000Z-214.report.md"); got != want {
			t.Errorf("SiblingPath = %s, want %s", got, want)
		}
	}
}

// A stamp is parsed as it was formatted, and sorts by time.
func TestStamp(t *testing.T) {
	before := ""
	for _, s := range []string{"1970-01-01T00:00:00Z", "2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", "2026-06-13T05:00:00+02:00", "2026-06-13T03:00:01Z", "2026-10-01T00:00:00Z"} {
		at := moment(t, s)
		stamp := store.Stamp(at)
		got, err := store.ParseStamp(stamp)
		if err != nil || !got.Equal(at) || stamp <= before {
			t.Errorf("%s becomes %s (after %q) and then %v, %v", s, stamp, before, got, err)
		}
		before = stamp
	}
}
