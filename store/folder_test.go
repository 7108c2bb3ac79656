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

// dataFolder is a data folder with files in it, which are named from there.
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

// moment is a time of day on that day, in UTC.
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
		{"a slash at the end is no part of the host", "https://corefork.telegram.org/", corefork},
		{"a path is, which tells repositories apart", "https://github.com/telegramdesktop/tdesktop", "github.com/telegramdesktop/tdesktop"},
		{"and some file systems know no capitals", "https://github.com/tdlib/TD/", "github.com/tdlib/td"},
		{"the address to clone from is the same repository", "https://github.com/tdlib/td.git", "github.com/tdlib/td"},
		{"hosts know no capitals", "HTTPS://CoreFork.Telegram.ORG", corefork},
		{"the protocol makes no other site", "http://corefork.telegram.org", corefork},
		{"a port does, and some systems do not like colons", "http://127.0.0.1:8080", "127.0.0.1_8080"},
		{"another port, another site", "http://127.0.0.1:8081", "127.0.0.1_8081"},
		{"a host of the local network", "http://localhost", "localhost"},
		{"an address of IPv6", "http://[::1]:8080", "[__1]_8080"},
		{"a password is no part of the name", "https://me:secret@corefork.telegram.org", corefork},
		{"a query is none", "https://corefork.telegram.org?layer=1", corefork},
	} {
		name, err := store.SiteName(tc.source)
		if err != nil || name != tc.name {
			t.Errorf("%s: SiteName(%q) = %q, %v; want %q", tc.why, tc.source, name, err, tc.name)
		}
	}
}

func TestSiteNameRefuses(t *testing.T) {
	for _, tc := range []struct{ why, source string }{
		{"nothing", ""},
		{"no protocol", "corefork.telegram.org"},
		{"no host", "https://"},
		{"no host, but a path", "https:///etc/passwd"},
		{"a file", "file:///etc/passwd"},
		{"the folder itself", "https://."},
		{"the folder above", "https://.."},
		{"a folder above, and a name", "https://..%2fetc"},
		{"the folder above, escaped", "https://%2e%2e/"},
		{"a hidden folder", "https://.git"},
		{"a slash in the host", "https://a%2fb"},
		{"the slash of Windows", `https://a\b`},
		{"an option of a program", "https://-rf"},
		{"a shell would read it", "https://$(id)"},
		{"a star", "https://*"},
		{"white space", "https://a b"},
		{"NUL", "https://a\x00b"},
		{"an escape sequence", "https://a\x1b[2Jb"},
		{"a line break", "https://a\nb"},
		{"a name that is not in ASCII", "https://кор.рф"},
		{"bytes that are no text", "https://a\xff"},
	} {
		if name, err := store.SiteName(tc.source); err == nil {
			t.Errorf("%s: SiteName(%q) = %q, want an error", tc.why, tc.source, name)
		}
	}
}

// Entries are the snapshots, the oldest first, and nothing else that lies there.
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
		{"in the order of time, not of layers", in("20260613T030000Z-9.json.gz", "20260612T030000Z-214.json.gz", "20251231T235959Z-213.json.gz"),
			[]string{"213 2025-12-31T23:59:59Z", "214 2026-06-12T03:00:00Z", "9 2026-06-13T03:00:00Z"}},
		{"two layers at the same second have an order, too", in("20260613T030000Z-9.json.gz", "20260613T030000Z-10.json.gz"),
			[]string{"10 2026-06-13T03:00:00Z", "9 2026-06-13T03:00:00Z"}},
		{"packed ones are some, too", in("20260612T030000Z-213.json.zst", "20260613T030000Z-214.json.gz"),
			[]string{"213 2026-06-12T03:00:00Z", "214 2026-06-13T03:00:00Z"}},
		{"in both forms it is one", in("20260613T030000Z-21.json.gz", "20260613T030000Z-21.json.zst", "20260613T030000Z-214.json.gz", "20260613T030000Z-214.json.zst", "20260613T030000Z-2.json.zst"),
			[]string{"2 2026-06-13T03:00:00Z", "21 2026-06-13T03:00:00Z", "214 2026-06-13T03:00:00Z"}},
		{"a layer that is not known", in("20260613T030000Z-0.json.gz"), []string{"0 2026-06-13T03:00:00Z"}},
		{"what lies beside a snapshot is none", in("20260613T030000Z-214.json.gz", "20260613T030000Z-214.report.json", "20260613T030000Z-214.report.md", "suspect.json.gz", "README.md"),
			[]string{"214 2026-06-13T03:00:00Z"}},
		{"what a killed run has left is none", in(".20260613T030000Z-214.json.gz12345", ".20260613T030000Z-214.json.zst12345", "20260613T030000Z-214.json.gz.tmp", "20260613T030000Z-214.json.gz~"), nil},
		{"names that are nearly right", in("20260613T030000-214.json.gz", "20260613-214.json.gz", "2026-06-13-214.json.gz", "20260613T030000Z.json.gz", "20260613T030000Z-.json.gz", "20260613T030000Z--1.json.gz", "20260613T030000Z-x.json.gz", "20260613T030000Z-214.json", "20260613T030000Z-214.gz", "20260613T030000Z-214.zst", "20260613T030000Z-214.json.gz.zst", "20260613T030000Z-214.json.zst.gz", "20260613T030000Z-1234567.json.gz"), nil},
		{"a day that the calendar does not have", in("20260230T030000Z-214.json.gz", "20261301T030000Z-214.json.gz"), nil},
		{"an hour that no day has", in("20260613T250000Z-214.json.gz"), nil},
		{"another site's", []string{"core.telegram.org/20260613T030000Z-214.json.gz"}, nil},
		{"one that lies too high", []string{"20260613T030000Z-214.json.gz"}, nil},
		{"one that lies too deep", in("old/20260613T030000Z-214.json.gz"), nil},
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

func TestEntriesOfAFile(t *testing.T) {
	f := dataFolder(t, corefork)
	_, err := f.Entries(corefork)
	isFileError(t, err, filepath.Join(f.String(), corefork))
}

// Sites are the folders that hold a snapshot.
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

// Whatever the clock says, the next snapshot is the last one, under a name that no other
// has.
func TestNext(t *testing.T) {
	for _, tc := range []struct{ why, first, then, name string }{
		{"the night after", "2026-06-13T03:00:00Z", "2026-06-14T03:00:00Z", "20260614T030000Z-215.json.gz"},
		{"a second after", "2026-06-13T03:00:00Z", "2026-06-13T03:00:01Z", "20260613T030001Z-215.json.gz"},
		{"in the same second", "2026-06-13T03:00:00Z", "2026-06-13T03:00:00.9Z", "20260613T030001Z-215.json.gz"},
		{"at the end of a year", "2025-12-31T23:59:59Z", "2025-12-31T23:59:59Z", "20260101T000000Z-215.json.gz"},
		{"the clock has gone back by an hour", "2026-06-13T03:00:00Z", "2026-06-13T02:00:00Z", "20260613T030001Z-215.json.gz"},
		{"the clock has lost its battery", "2026-06-13T03:00:00Z", "1970-01-01T00:00:00Z", "20260613T030001Z-215.json.gz"},
		{"a clock of another zone", "2026-06-13T03:00:00Z", "2026-06-13T05:30:00+02:00", "20260613T033000Z-215.json.gz"},
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

// A hundred times on a clock that runs backwards.
func TestNextNeverGoesBack(t *testing.T) {
	f := store.Dir(t.TempDir())
	at := moment(t, "2026-06-13T03:00:00Z")
	for i := range 100 {
		isLast(t, f, keepAt(t, f, snapshot(300-i), at.Add(-time.Duration(i/2)*time.Minute)))
	}
	if kept, err := f.Entries(corefork); err != nil || len(kept) != 100 {
		t.Errorf("%d snapshots are kept, %v; want 100", len(kept), err)
	}
}

// keepAt keeps a snapshot at a time.
func keepAt(t testing.TB, f store.Folder, s *model.Snapshot, at time.Time) store.Entry {
	t.Helper()
	e, err := f.Next(s, at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(e.Path); err == nil {
		t.Fatalf("%s is there already", e.Path)
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

// One site's time is not another's.
func TestNextOfAnotherSite(t *testing.T) {
	f := dataFolder(t, "core.telegram.org/20260613T030000Z-214.json.gz")
	e, err := f.Next(snapshot(214), moment(t, "2026-06-01T03:00:00Z"))
	if err != nil || filepath.Base(e.Path) != "20260601T030000Z-214.json.gz" {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err := f.Next(model.New("nowhere", 214), time.Time{}); err == nil {
		t.Error("a snapshot of no site has a place")
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

// A stamp is read as it was written, and sorts as the times do.
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
