package mirror_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
	"github.com/tlcrawl/tlcrawl/store"
)

// hostile are paths from a site that lead out of its folder.
var hostile = []string{
	"/../secret", "/method/../../secret", "/method/%2e%2e/%2e%2e/secret", "/..%2fsecret", `/..\secret`, "//secret",
	"/", "", "/method/", "/.tlcrawl/journal", "/method/a%00", "/method/" + strings.Repeat("a", 4096),
}

// A path of a site never leads out of its folder, nor to the mirror's own files.
func TestRecordStaysInside(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "a", "mirror")
	m := open(t, dir, three())
	take(t, m, send)
	before := tree(t, root)
	for _, path := range hostile {
		if err := m.Record(path, &scrape.Response{Body: []byte("hostile"), Status: 200}); err == nil {
			t.Errorf("%q was stored", path)
		}
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("files were written (-before +after)\n%s", diff)
	}
	if n := m.Resumed(); n != 1 {
		t.Errorf("%d pages are stored, want 1", n)
	}
}

// The folder has a file for each page, and no leftovers.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, three())
	take(t, m, "/schema", send, code)
	want := map[string]string{
		host + "/schema.html": "schema, first", host + "/method/auth.sendCode.html": "send, first", host + "/type/auth.SentCode.html": "code, first",
	}
	if diff := cmp.Diff(want, pages(tree(t, dir))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name := range tree(t, filepath.Join(dir, host, ".tlcrawl")) {
		if name != "journal" && name != "lock" {
			t.Errorf(".tlcrawl/%s exists during a run", name)
		}
	}
}

// A layer that is requested by number has a folder of its own.
func TestFolderPerLayer(t *testing.T) {
	dir := t.TempDir()
	newest := open(t, dir, &site{layer: 203})
	older, err := mirror.Open(dir, address, 186, &site{layer: 186})
	if err != nil {
		t.Fatal(err)
	}
	defer older.Close()
	take(t, newest, send)
	take(t, older, send)
	shows(t, newest, send, (&site{layer: 203}).at(send).body)
	shows(t, older, send, (&site{layer: 186}).at(send).body)
}

// Temporary files of a killed run, and only those, are removed by the next one.
func TestCleanUp(t *testing.T) {
	dir := unfinished(t)
	own := filepath.Join(dir, host, ".tlcrawl")
	before := pages(tree(t, dir))
	put(t, filepath.Join(own, "tmp", "page123456"), "half a pa")
	put(t, filepath.Join(own, "tmp", "page7"), "")
	put(t, filepath.Join(own, ".validators123456"), "half of the valida")
	m := open(t, dir, three())
	for name := range tree(t, own) {
		if name != "journal" && name != "lock" {
			t.Errorf("left: %s", name) // BUG: temporary files of a killed Finish
		}
	}
	if diff := cmp.Diff(before, pages(tree(t, dir))); diff != "" {
		t.Errorf("(-before +after)\n%s", diff)
	}
	if n := m.Resumed(); n != 2 {
		t.Errorf("Resumed() = %d, want 2", n)
	}
}

// Two crawls cannot use one folder at once.
func TestOneCrawlPerFolder(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, three())
	take(t, first, send)
	put(t, filepath.Join(dir, host, ".tlcrawl", "tmp", "page1"), "data of the first crawl")

	for range 2 { // the refused one does not release the lock
		_, err := mirror.Open(dir, address, 0, forbidden{t})
		var file *store.FileError
		if !errors.As(err, &file) || !strings.Contains(err.Error(), "another crawl") || !strings.Contains(err.Error(), host) {
			t.Errorf("got %v, want a FileError that names the folder and another crawl", err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, host, ".tlcrawl", "tmp", "page1")); err != nil {
		t.Errorf("the second crawl removed files of the first one: %v", err)
	}
	take(t, first, code)

	for _, tc := range []struct {
		why, address string
		layer        int
	}{
		{"another site", "https://core.telegram.org", 0},
		{"another layer", address, 186},
		{"another port", address + ":8080", 0},
	} {
		m, err := mirror.Open(dir, tc.address, tc.layer, forbidden{t})
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		m.Close()
	}

	first.Close()
	if n := open(t, dir, forbidden{t}).Resumed(); n != 2 {
		t.Errorf("Resumed() = %d after the first one was closed, want 2", n)
	}
}

// A failed write is a FileError, and stored pages remain.
func TestRecordFails(t *testing.T) {
	for _, tc := range []struct {
		why, path string
		inTheWay  func(t *testing.T, pages string)
	}{
		{"a file instead of the folder", code, func(t *testing.T, pages string) { put(t, filepath.Join(pages, "type"), "") }},
		{"a folder instead of the page", code, func(t *testing.T, pages string) {
			put(t, filepath.Join(pages, "type", "auth.SentCode.html", "file"), "")
		}},
		{"the folder of temporary files was removed", code, func(t *testing.T, pages string) {
			if err := os.RemoveAll(filepath.Join(pages, ".tlcrawl", "tmp")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := t.TempDir()
			m := open(t, dir, three())
			take(t, m, "/schema", send)
			tc.inTheWay(t, filepath.Join(dir, host))
			err := m.Record(tc.path, get(t, m, tc.path, scrape.CacheUse))
			var file *store.FileError
			if !errors.As(err, &file) || !strings.Contains(err.Error(), host) {
				t.Errorf("%T %v is not a FileError that names the file", err, err)
			}
			if n := m.Resumed(); n != 2 {
				t.Errorf("%d pages are stored, want 2", n)
			}
			shows(t, m, send, "send, first")
		})
	}
}

// A page that cannot be stored ends the crawl: the disk may be full.
func TestRecordFailsInCrawl(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, sample())
	put(t, filepath.Join(dir, host, "method", "auth.sendCode.html", "file"), "")
	_, err := crawlOf(t, m, model.KindMethod)
	var file *store.FileError
	if !errors.As(err, &file) || !strings.Contains(err.Error(), "auth.sendCode.html") {
		t.Errorf("%T %v is not a FileError that names the file", err, err)
	}
}

func TestOpenRejects(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "file"), "")
	put(t, filepath.Join(root, "b", host), "")
	for _, tc := range []struct{ why, dir, address string }{
		{"a file instead of the folder", "file", address},
		{"a file with the name of the site", "b", address},
		{"no address", "a", "sample.test"},
		{"a host that leads out of the folder", "a", "https://.."},
		{"a hidden host name", "a", "https://.ssh"},
	} {
		if _, err := mirror.Open(filepath.Join(root, tc.dir), tc.address, 0, forbidden{t}); err == nil {
			t.Errorf("%s: no error", tc.why)
		}
	}
	if got := tree(t, root); len(got) != 2 {
		t.Errorf("files were created: %v", got)
	}
}
