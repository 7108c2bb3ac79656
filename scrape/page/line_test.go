package page_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

const stub = `<!DOCTYPE html><html><head><title>Page not found</title></head><body>` +
	`<div class="dev_page_bread_crumbs"><ul><li><a href="/api">API</a></li><li><a href="/schema">TL-schema</a></li><li></li></ul></div>` +
	`<h1 id="dev_page_title">Page not found</h1><div id="dev_page_content">The page has not been saved</div></body></html>`

// A stub has a line with the kind "missing". A file that is not a page has none.
func TestNewLine(t *testing.T) {
	line, err := lineOf([]byte(stub))
	const want = `{"file":"page.html","kind":"missing","layer":null,"layers":[],"entity":null}` + "\n"
	if err != nil || string(line) != want {
		t.Errorf("a stub: got %s (%v), want %s", line, err, want)
	}
	line, err = lineOf([]byte("{}"))
	var foreign *page.UnexpectedPageError
	if !errors.As(err, &foreign) || line != nil {
		t.Errorf("no page: got %s (%v), want a UnexpectedPageError", line, err)
	}
}

// An encoded line is what json.Marshal returns for it, whatever the Encoder encoded before.
func TestLineIsJSON(t *testing.T) {
	var e page.Encoder
	for _, p := range savedPages(t) {
		read, err := page.Read(bytes.NewReader(p.markup), site)
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Encode("a \"file\".html", read, nil)
		if err != nil {
			t.Fatal(err)
		}
		line, err := page.NewLine("a \"file\".html", read, nil)
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(line); err != nil {
			t.Fatal(err)
		}
		if string(got) != want.String() {
			t.Errorf("%s:\n%s\nwant\n%s", p.file, got, want.String())
		}
	}
}
