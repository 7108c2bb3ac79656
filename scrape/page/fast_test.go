package page

import (
	"bytes"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
)

var pagesFlag = flag.String("pages", "", "also compare the fast path with the reference on the pages in this folder (a mirror)")

// eachPage calls do with every available page: those of testdata, of the sample, real ones
// if they are next to the module, and those of -pages.
func eachPage(t *testing.T, do func(name string, page []byte)) {
	t.Helper()
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no pages in testdata", err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		do(name, a.Files[0].Data)
	}
	for _, layer := range data.Layers() {
		schema, _ := samplesite.Page(layer, "/schema")
		do("/schema", schema)
		for href := range strings.SplitSeq(string(schema), `href="`) {
			path, _, _ := strings.Cut(href, `"`)
			if page, ok := samplesite.Page(layer, path); ok {
				do(path, page)
			}
		}
	}
	for _, root := range []string{"../../shared/pages", *pagesFlag} {
		if root == "" {
			continue
		}
		_ = filepath.WalkDir(root, func(name string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() || filepath.Ext(name) != ".html" {
				return nil
			}
			page, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
			}
			do(name, page)
			return nil
		})
	}
}

// The fast path (trimmed pages, simple texts without the converter) reads every field of
// every available page as the reference does.
func TestFastIsReference(t *testing.T) {
	site := &url.URL{Scheme: "https", Host: "sample.test"}
	fast, reference := NewReader(site), NewReader(site)
	reference.reference = true
	pages, trimmed := 0, 0
	eachPage(t, func(name string, page []byte) {
		pages++
		if _, ok := trim(page, nil, nil); ok {
			trimmed++
		}
		got, err := fast.Parse(page)
		want, wantErr := reference.Parse(page)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Errorf("%s: %v, reference %v", name, err, wantErr)
			return
		}
		if d := cmp.Diff(want, got, cmp.AllowUnexported(Page{})); d != "" {
			t.Errorf("%s (-reference +fast): %s", name, d)
		}
	})
	if trimmed*2 < pages {
		t.Errorf("only %d of %d pages are trimmed: the landmarks are no longer those of the site", trimmed, pages)
	}
	t.Logf("%d pages, %d of them trimmed", pages, trimmed)
}

// FuzzFast checks that the fast path reads well-formed markup as the reference does: every
// field, and the same errors. (Damaged markup is made well-formed first, by html.Parse and
// html.Render: on it, the two may disagree about where the parts of the page end.)
func FuzzFast(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data)
	}
	site := &url.URL{Scheme: "https", Host: "sample.test"}
	f.Fuzz(func(t *testing.T, markup []byte) {
		page := wellFormed(markup)
		if page == nil {
			return
		}
		fast, reference := NewReader(site), NewReader(site)
		reference.reference = true
		got, err := fast.Parse(page)
		want, wantErr := reference.Parse(page)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%v; reference %v", err, wantErr)
		}
		if d := cmp.Diff(want, got, cmp.Comparer(sameError)); d != "" {
			t.Fatalf("(-reference +fast):\n%s", d)
		}
	})
}

// wellFormed returns markup that html.Parse and html.Render do not change, or nil.
func wellFormed(markup []byte) []byte {
	b := bytes.ToValidUTF8(markup, nil)
	for range 3 {
		root, err := html.Parse(bytes.NewReader(b))
		if err != nil {
			return nil // nested too deep
		}
		var rendered bytes.Buffer
		if err := html.Render(&rendered, root); err != nil {
			return nil
		}
		if bytes.Equal(b, rendered.Bytes()) {
			return b
		}
		b = rendered.Bytes()
	}
	return nil
}

// sameError compares the mismatches of two pages.
func sameError(a, b error) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.Error() == b.Error()
}
