package page

import (
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
)

var pagesFlag = flag.String("pages", "", "a folder of pages (a mirror) that the quick way is held against the whole one on, too")

// atHand calls do with every page that there is: those of testdata, of the sample, the
// real ones where they lie beside the module, and those of -pages.
func atHand(t *testing.T, do func(name string, page []byte)) {
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

// A page that is taken apart before it is parsed, and whose simple texts are not given to
// the converter, says what it says when it is read as a whole.
func TestFastIsReference(t *testing.T) {
	site := &url.URL{Scheme: "https", Host: "sample.test"}
	fast, reference := NewReader(site), NewReader(site)
	reference.reference = true
	pages, cuts := 0, 0
	atHand(t, func(name string, page []byte) {
		pages++
		if _, ok := trim(page, nil, nil); ok {
			cuts++
		}
		got, err := fast.Parse(page)
		want, wantErr := reference.Parse(page)
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Errorf("%s: %v, as a whole %v", name, err, wantErr)
			return
		}
		if d := cmp.Diff(want, got, cmp.AllowUnexported(Page{})); d != "" {
			t.Errorf("%s (-whole +quick): %s", name, d)
		}
	})
	if cuts*2 < pages {
		t.Errorf("only %d of %d pages are taken apart: the landmarks are no longer those of the site", cuts, pages)
	}
	t.Logf("%d pages, %d of them taken apart", pages, cuts)
}

// FuzzFast: in the frame of the site, the quick way refuses nothing that the whole one
// takes, and takes it for the same. (Where the frame itself is broken, so that what follows
// would be the value of an attribute, say, the two may read different parts.)
func FuzzFast(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	frame := ""
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		before, _, ok := strings.Cut(string(a.Files[0].Data), string(crumbsStart))
		if ok {
			frame = before
		}
		f.Add(a.Files[0].Data[len(before):])
	}
	site := &url.URL{Scheme: "https", Host: "sample.test"}
	f.Fuzz(func(t *testing.T, content []byte) {
		page := append([]byte(frame), content...)
		fast, reference := NewReader(site), NewReader(site)
		reference.reference = true
		got, err := fast.Parse(page)
		want, wantErr := reference.Parse(page)
		if wantErr != nil {
			return
		}
		if err != nil || got.Kind != want.Kind || got.Name != want.Name {
			t.Fatalf("%+v, %v; as a whole %s %s", got, err, want.Kind, want.Name)
		}
	})
}
