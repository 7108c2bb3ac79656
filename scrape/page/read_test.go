package page_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

var update = flag.Bool("update", false, "write what is read into testdata/*.txtar; read the diff before you keep it")

// site is the site of the pages of testdata.
var site = &url.URL{Scheme: "https", Host: "sample.test"}

// saved is a page of testdata: the purpose of the case, the page, and the expected result.
type saved struct {
	file   string
	why    string
	markup []byte
	want   []byte
}

// savedPages reads testdata/*.txtar. Each holds page.html and want.json; its comment is the
// purpose.
func savedPages(tb testing.TB) []saved {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("testdata holds no pages: %v", err)
	}
	var pages []saved
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		if len(a.Files) != 2 || a.Files[0].Name != "page.html" || a.Files[1].Name != "want.json" {
			tb.Fatalf("%s: want page.html and want.json, in this order", file)
		}
		why := strings.TrimSpace(string(a.Comment))
		if why == "" {
			tb.Fatalf("%s: a case must state its purpose", file)
		}
		pages = append(pages, saved{file, why, a.Files[0].Data, a.Files[1].Data})
	}
	return pages
}

// savedPage returns the page of one case.
func savedPage(tb testing.TB, name string) []byte {
	tb.Helper()
	for _, p := range savedPages(tb) {
		if p.file == filepath.Join("testdata", name+".txtar") {
			return p.markup
		}
	}
	tb.Fatalf("testdata holds no %s", name)
	return nil
}

// lineOf reads a page, and returns the line that `tlcrawl parse` prints.
func lineOf(markup []byte) ([]byte, error) {
	p, err := page.Read(bytes.NewReader(markup), site)
	line, err := page.NewLine("page.html", p, err)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = line.Write(&b)
	return b.Bytes(), err
}

// A page gives the line in its test case.
func TestRead(t *testing.T) {
	for _, p := range savedPages(t) {
		t.Run(strings.TrimSuffix(filepath.Base(p.file), ".txtar"), func(t *testing.T) {
			line, err := lineOf(p.markup)
			if err != nil {
				t.Fatalf("%v\n%s", err, p.why)
			}
			var got bytes.Buffer
			if err := json.Indent(&got, line, "", "  "); err != nil {
				t.Fatal(err)
			}
			if *update {
				p.write(t, got.Bytes())
				return
			}
			if diff := cmp.Diff(string(p.want), got.String()); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", p.why, diff)
			}
		})
	}
}

// write saves got as the expected result.
func (p saved) write(t *testing.T, got []byte) {
	t.Helper()
	a := &txtar.Archive{
		Comment: []byte(p.why + "\n"),
		Files:   []txtar.File{{Name: "page.html", Data: p.markup}, {Name: "want.json", Data: got}},
	}
	if err := os.WriteFile(p.file, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
