package page_test

import (
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
