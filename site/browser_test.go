package site_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/site"
)

var (
	shots  = flag.String("shots", "", "write screenshots of the site into this folder")
	axe    = flag.String("axe", "", "check the site with this copy of axe.min.js")
	folder = flag.String("folder", "", "look at the site in this folder instead of the sample's")
)

func TestMain(m *testing.M) { browser.Main(m) }

// disk writes a site to a folder, and returns its address.
func disk(t *testing.T, sites ...site.Site) string {
	t.Helper()
	return write(t, site.Options{URL: "https://example.org/api"}, sites...).disk(t)
}

// disk copies a written site to a folder, and returns its address.
func (m *memory) disk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range m.files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + dir + "/"
}

// visit opens a page of the site with a fragment; before is run first.
func visit(t *testing.T, root, page string, before ...chromedp.Action[chromedp.Void]) *browser.Tab {
	t.Helper()
	inside := func(url string) bool { return strings.HasPrefix(url, root) }
	return browser.Visit(t, root+page, inside, before...)
}
