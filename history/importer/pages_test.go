package importer_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
)

// commit replaces all files of a repository.
func commit(at int64, before, after map[string]string) gittest.Commit {
	c := gittest.Commit{Time: at, Files: after}
	for name := range before {
		if _, stays := after[name]; !stays {
			c.Remove = append(c.Remove, name)
		}
	}
	slices.Sort(c.Remove)
	return c
}

// without removes some pages of methods.
func without(all map[string]string, n int) map[string]string {
	some := maps.Clone(all)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(path, "method/") && n > 0 {
			delete(some, path)
			n--
		}
	}
	return some
}

// A collector's checkout is read in all of its layouts; an hour in which it lost pages is
// refused.
func TestCollector(t *testing.T) {
	old, new := pages(t, 186), pages(t, 203)
	noIndex := maps.Clone(old)
	delete(noIndex, "schema") // the oldest layout cannot have schema and schema/mtproto
	oldest := checkout(noIndex, "data", "")
	second := checkout(noIndex, "data/web", "")
	third := checkout(old, "data/web", ".html")
	lost := checkout(without(new, 12), "data/web", ".html")
	whole := checkout(new, "data/web", ".html")
	dir := gittest.Make(t, commit(1*day, nil, oldest), commit(2*day, oldest, second), commit(300*day, second, third), commit(600*day, third, lost), commit(601*day, lost, whole))
	r := good(t, importer.Options{SkipIndex: true, Folder: newMemory().folder()}, "git:"+dir+":data")
	s := r.Sites[0]
	var stored []string
	for _, e := range s.Stored {
		stored = append(stored, fmt.Sprintf("%d@%d", e.Entry.Layer, e.Entry.Time.Unix()/day))
	}
	if got := strings.Join(stored, " "); s.Site != "corefork.telegram.org" || got != "186@1 203@601" && got != "186@1 186@300 203@601" {
		t.Errorf("stored %s: %s", got, summary(r))
	}
	if len(s.Refused) != 1 || !s.Refused[0].Implausible || !strings.Contains(s.Refused[0].Reason.Error(), "pages are missing") {
		t.Errorf("refused: %s", summary(r))
	}
}

// A page that cannot be read is listed once, and keeps what it said before.
func TestUnreadablePage(t *testing.T) {
	all := pages(t, 203)
	broken := maps.Clone(all)
	broken["method/auth.sendCode"] = "<html>cut"
	delete(broken, "method/upload.getFile")
	a, b := checkout(all, "data", ".html"), checkout(broken, "data", ".html")
	dir := gittest.Make(t, commit(1*day, nil, a), commit(2*day, a, b), gittest.Commit{Time: 3 * day, Files: map[string]string{"data/corefork.telegram.org/schema/mtproto.html": broken["schema/mtproto"] + "\n"}})
	r := good(t, importer.Options{SkipIndex: true, Folder: newMemory().folder()}, "git:"+dir+":data")
	check(t, "one page", summary(r), `
corefork.telegram.org: 3 versions, 0 present, 2 unchanged
+ 1970-01-02 00:00:00 203: 0
- 1970-01-03 00:00:00 data/corefork.telegram.org/method/auth.sendCode.html: the page is truncated: no </html> in 9 bytes
`)
}

// A folder of pages is a version of its own, with and without the folder of the host.
func TestFolder(t *testing.T) {
	for _, tc := range []struct{ why, folder, input, source string }{
		{"a collector's checkout", "data/web/corefork.telegram.org", "", ""},
		{"the folder of a host", "corefork.telegram.org", "corefork.telegram.org", ""},
		{"pages alone", "pages", "pages", "https://corefork.telegram.org"},
	} {
		dir := t.TempDir()
		for path, content := range pages(t, 203) {
			if !strings.HasSuffix(path, ".json") {
				path += ".html"
			}
			name := filepath.Join(dir, tc.folder, filepath.FromSlash(path))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		m := newMemory()
		o := importer.Options{SkipIndex: true, Folder: m.folder(), Source: tc.source, Time: time.Unix(day, 0)}
		check(t, tc.why, summary(good(t, o, filepath.Join(dir, tc.input))), `
corefork.telegram.org: 1 versions, 0 present, 0 unchanged
+ 1970-01-02 00:00:00 203: 0
`)
		if _, s, _, err := m.folder().Newest("corefork.telegram.org"); err != nil || s.Methods["auth.sendCode"].Description == "" || s.ErrorTable == nil || len(s.Schemas) != 2 {
			t.Errorf("%s: the snapshot lacks something: %v", tc.why, err)
		}
	}
}
