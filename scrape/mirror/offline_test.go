package mirror_test

import (
	"errors"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
	"github.com/tlcrawl/tlcrawl/store"
)

// named returns every page of the sample under the name that telegram-crawler gives it,
// without its extension.
func named(t *testing.T) map[string]string {
	t.Helper()
	files, s := map[string]string{}, sample()
	crawl(t, &watched{s, func(path string) {
		plain, err := url.PathUnescape(path)
		if err != nil {
			t.Error(err)
		}
		files[plain] = s.at(path).body
	}})
	return files
}

// Folders written by other tools are read.
func TestOfflineLayouts(t *testing.T) {
	want, files := crawl(t, sample()), named(t)
	for _, tc := range []struct {
		why, folder, ending, address string
		layer                        int
	}{
		{"a checkout of telegram-crawler", host, ".html", address, 0},
		{"as it was until 2023, without extensions", host, "", address, 0},
		{"the folder of the site itself", "", ".html", address, 0},
		{"the folder of the site itself, renamed", "", ".html", "https://core.telegram.org", 0},
		{"a mirror of a layer requested by number", "layer-203/" + host, ".html", address, 203},
		{"the address is in upper case", host, ".html", "HTTPS://Sample.TEST", 0},
		{"the address has a port", host + "_8080", ".html", "http://sample.test:8080", 0},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := t.TempDir()
			for name, body := range files {
				ending := tc.ending
				if path.Ext(name) == ".json" {
					ending = "" // the one that is not HTML
				}
				put(t, filepath.Join(dir, tc.folder, filepath.FromSlash(name)+ending), body)
			}
			before := tree(t, dir)
			o, err := mirror.OpenOffline(dir, tc.address, tc.layer)
			if err != nil {
				t.Fatal(err)
			}
			same(t, want, crawl(t, o))
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("reading changed the folder (-before +after)\n%s", diff)
			}
		})
	}
}

// If there is nothing to read, the error says what to do.
func TestOfflineWithoutPages(t *testing.T) {
	for _, tc := range []struct {
		why  string
		make func(t *testing.T, dir string)
		site string
		says []string
	}{
		{"no folder", func(*testing.T, string) {}, address, []string{host, "--mirror"}},
		{"an empty folder", func(t *testing.T, dir string) { put(t, dir+"/README.md", "") }, address, []string{host, "--mirror"}},
		{"another site's folder", func(t *testing.T, dir string) { put(t, dir+"/core.telegram.org/schema.html", "") }, address, []string{host, "--base-url"}},
		{"another layer's folder", func(t *testing.T, dir string) { put(t, dir+"/layer-186/"+host+"/schema.html", "") }, address, []string{host, "--layer"}},
		{"no address", func(*testing.T, string) {}, "sample.test", []string{"address"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "mirror")
			tc.make(t, dir)
			_, err := mirror.OpenOffline(dir, tc.site, 0)
			if err == nil {
				t.Fatal("no error")
			}
			var file *store.FileError
			if tc.site == address && !errors.As(err, &file) {
				t.Errorf("%T %v is not a FileError", err, err)
			}
			for _, word := range tc.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not contain %q", err, word)
				}
			}
		})
	}
}

// A page that the mirror does not have counts as failed, and is named.
func TestOfflineMissingPage(t *testing.T) {
	dir := t.TempDir()
	m := open(t, dir, sample())
	crawl(t, m)
	finish(t, m)
	if err := os.Remove(filepath.Join(dir, host, "method", "auth.sendCode.html")); err != nil {
		t.Fatal(err)
	}
	_, err := crawlOf(t, offline(t, dir), model.KindMethod)
	var incomplete *scrape.IncompleteError
	if !errors.As(err, &incomplete) || len(incomplete.Failed) != 1 {
		t.Fatalf("%T %v is not an IncompleteError of one page", err, err)
	}
	for _, word := range []string{"auth.sendCode", "mirror"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not contain %q", err, word)
		}
	}
}

// No path leads out of the folder.
func TestOfflineStaysInside(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "secret.html"), "secret")
	put(t, filepath.Join(dir, host, "schema.html"), "schema")
	o := offline(t, dir)
	for _, path := range hostile {
		r, err := o.Get(t.Context(), scrape.Request{Path: path})
		var page *scrape.PageError
		if !errors.As(err, &page) || r != nil {
			t.Errorf("%q: got %v, %v; want a PageError", path, r, err)
		}
	}
}
