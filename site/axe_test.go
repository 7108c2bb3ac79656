package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/site"
)

// inspected returns the site to look at, as a folder and an address.
func inspected(t *testing.T) (dir, root string) {
	t.Helper()
	if *folder != "" {
		abs, err := filepath.Abs(*folder)
		if err != nil {
			t.Fatal(err)
		}
		return abs, "file://" + abs + "/"
	}
	old, new := sample(t)
	root = disk(t, site.Site{Name: "sample.test", Snapshots: months(old, new, new, old), Coming: coming})
	return strings.TrimPrefix(strings.TrimSuffix(root, "/"), "file://"), root
}

// kinds returns a page of each kind: those at the root, and the largest of each folder.
func kinds(t *testing.T, dir string) []string {
	t.Helper()
	largest, sizes := map[string]string{}, map[string]int64{}
	err := filepath.WalkDir(dir, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		info, err := e.Info()
		page, _ := filepath.Rel(dir, file)
		kind := filepath.ToSlash(filepath.Dir(page))
		if kind == "." {
			kind = page
		}
		if err == nil && info.Size() >= sizes[kind] {
			largest[kind], sizes[kind] = filepath.ToSlash(page), info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, page := range largest {
		list = append(list, page)
	}
	slices.Sort(list)
	return list
}

// violations runs axe-core (https://github.com/dequelabs/axe-core) with all its rules, the
// best practices included, and lists what it finds.
const violations = `axe.run({ preload: false }).then((r) => r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.target + ": " + n.failureSummary.replace(/\s+/g, " "))))`

// TestAccessible checks a page of each kind with axe-core, light and dark, with all that
// folds unfolded, and the open search: go test ./site -run Accessible -axe axe.min.js
func TestAccessible(t *testing.T) {
	if *axe == "" {
		t.Skip("axe-core is not part of the module: .ci/axe downloads it")
	}
	script, err := os.ReadFile(*axe)
	if err != nil {
		t.Fatal(err)
	}
	dir, root := inspected(t)
	for _, page := range kinds(t, dir) {
		for _, scheme := range []string{"light", "dark"} {
			p := visit(t, root, page, media("screen", scheme))
			p.Wait("ready", ready)
			p.Do(chromedp.Evaluate[chromedp.Void](`for (const d of document.querySelectorAll("details")) d.open = true;
				for (const a of document.querySelectorAll("article")) a.style.contentVisibility = "visible"`))
			check := func(what string) {
				p.Do(chromedp.Evaluate[chromedp.Void](string(script) + ";undefined"))
				for _, v := range browser.Run(p, chromedp.Evaluate[[]string](violations, chromedp.EvalAwaitPromise)) {
					t.Errorf("%s, %s%s: %s", page, scheme, what, v)
				}
			}
			check("")
			if page == "index.html" {
				search(p, "send")
				p.Wait("listed", options+".length > 0")
				check(", searching")
			}
		}
	}
}
