package page_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// instead returns the page of a case with one part replaced.
func instead(t *testing.T, name, old, put string) string {
	t.Helper()
	markup := string(savedPage(t, name))
	if !strings.Contains(markup, old) {
		t.Fatalf("%s does not hold %q", name, old)
	}
	return strings.ReplaceAll(markup, old, put)
}

// An invalid page is rejected with a typed error.
func TestReadRejects(t *testing.T) {
	const method = "method_old_bots" // of upload.saveFilePart, with one error
	whole := string(savedPage(t, method))
	content := func(s string) string {
		return `<!DOCTYPE html><html><head><title>Sample</title></head><body>` + s + `</body></html>`
	}
	for _, tc := range []struct {
		name, why string
		markup    string
		as        any    // a pointer to the expected type
		says      string // a part of the message
	}{
		{
			name: "stub by its title", why: "the site returns this, with HTTP 200, for a missing page",
			markup: content(`<h1 id="dev_page_title">Page not found</h1><div id="dev_page_content">Nothing here, yet</div>`),
			as:     new(*page.MissingPageError), says: "no such page",
		},
		{
			name: "stub by its words", why: "stubs have had other titles",
			markup: content(`<h1 id="dev_page_title">Sample</h1><div id="dev_page_content"> The page  has not been saved </div>`),
			as:     new(*page.MissingPageError), says: "no such page",
		},
		{
			name: "half a page", why: "a dropped connection is not always detected by HTTP",
			markup: whole[:len(whole)/2], as: new(*page.TruncatedError), says: "no </html> in",
		},
		{
			name: "no </html>", why: "the table of errors may be complete, and the page truncated",
			markup: whole[:strings.Index(whole, "</html>")], as: new(*page.TruncatedError), says: "no </html> in",
		},
		{
			name: "nothing", why: "an empty response",
			markup: "", as: new(*page.TruncatedError), says: "the page is empty",
		},
		{
			name: "blanks", why: "only white space",
			markup: " \r\n\t ", as: new(*page.TruncatedError), says: "the page is empty",
		},
		{
			name: "challenge page", why: "a proxy's challenge; its table is not a table of errors",
			markup: `<html><head><title>One moment</title></head><body><h1>One moment</h1><table><tr><td>400</td><td>A</td></tr></table></body></html>`,
			as:     new(*page.UnexpectedPageError), says: `title "One moment"`,
		},
		{
			name: "challenge page that is known", why: "the site blocks robots, which ends a crawl",
			markup: `<html><head><title>Attention Required! | Proxy</title></head><body></body></html>`,
			as:     new(*page.UnexpectedPageError), says: "a challenge page instead of the reference",
		},
		{
			name: "page of another site", why: "a captive portal",
			markup: content(`<div id="content"><h1>Welcome to the train</h1></div>`),
			as:     new(*page.UnexpectedPageError), says: `title "Sample"`,
		},
		{
			name: "article of the same site", why: "pages under /api have the layout, but are not of a supported kind",
			markup: content(`<div class="dev_page_bread_crumbs"><a href="/api">API</a><a href="/api/files">Files</a></div><h1 id="dev_page_title">Files</h1><div id="dev_page_content"><p>On files.</p></div>`),
			as:     new(*page.UnexpectedPageError), says: `title "Files"`,
		},
		{
			name: "JSON", why: "another kind of file at the address of a page",
			markup: `{"ok":false,"error_code":404}`, as: new(*page.UnexpectedPageError), says: "not a page of the API reference",
		},
		{
			name: "100,000 nested elements", why: "a page must not exhaust the stack",
			markup: strings.Replace(whole, "</p>", strings.Repeat("<div>", 100_000), 1),
			as:     new(*page.LayoutError), says: "markup cannot be read",
		},
		{
			name: "oversized entity", why: "the real ones have 100 KB at most, and a crawl has thousands",
			markup: whole + strings.Repeat(" ", 1<<20),
			as:     new(*page.LayoutError), says: "more than 1048576 bytes",
		},
		{
			name: "300,000 tags", why: "a node takes a hundred times the memory of its tag",
			markup: strings.Replace(whole, "</p>", strings.Repeat("<b>", 300_000), 1),
			as:     new(*page.LayoutError), says: "more than 250000 tags",
		},
		{
			name: "2,000 headings", why: "each is a section to convert and to store",
			markup: strings.Replace(whole, "</table>", "</table>"+strings.Repeat("<h3>Odd</h3>", 2000), 1),
			as:     new(*page.LayoutError), says: "more than 1000 headings",
		},
		{
			name: "one byte too many", why: "no page of the reference has 8 MB",
			markup: whole + strings.Repeat(" ", page.MaxSize+1-len(whole)),
			as:     new(*page.UnexpectedPageError), says: "more than 8 MB",
		},
		{
			name: "error whose code is a word", why: "generators would rely on a guessed code",
			markup: instead(t, method, "<td>400</td>", "<td>BAD_REQUEST</td>"),
			as:     new(*page.LayoutError), says: "code of an error",
		},
		{
			name: "error without a code", why: "an empty cell is not 0",
			markup: instead(t, method, "<td>400</td>", "<td></td>"),
			as:     new(*page.LayoutError), says: "code of an error",
		},
		{
			name: "error without a type", why: "an error needs a name",
			markup: instead(t, method, "<td>FILE_PART_INVALID</td>", "<td>&nbsp;</td>"),
			as:     new(*page.LayoutError), says: "type of error 400",
		},
		{
			name: "row of one cell", why: "cells that span columns are another layout",
			markup: instead(t, method, "<td>FILE_PART_INVALID</td>\n<td>There is no part of that number.</td>", ""),
			as:     new(*page.LayoutError), says: "type of error 400",
		},
		{
			name: "errors without the column Code", why: "a column that is gone is a change of layout, no empty field",
			markup: strings.ReplaceAll(instead(t, method, "<th>Code</th>", "<th>Number</th>"), "<td>400</td>", "<td>Four hundred</td>"),
			as:     new(*page.LayoutError), says: "errors column code",
		},
		{
			name: "errors without the column Type", why: "so is this one",
			markup: strings.ReplaceAll(instead(t, "columns_in_another_order", "<th>Type</th>", "<th>Error</th>"), "USERNAME_INVALID", "Not a name"),
			as:     new(*page.LayoutError), says: "errors column type",
		},
		{
			name: "parameters without the column Name", why: "and those of the other table",
			markup: strings.ReplaceAll(instead(t, method, "<th>Name</th>", "<th>Field</th>"), "<strong>file_part</strong>", "<strong>part_of_file</strong>"),
			as:     new(*page.LayoutError), says: "parameters column name",
		},
		{
			name: "parameters without the column Type", why: "without a line, nothing else says the types",
			markup: instead(t, "template", ">Type</th>", ">Kind</th>"),
			as:     new(*page.LayoutError), says: "parameters column type",
		},
		{
			name: "parameter without a name", why: "without a line, only the table has the name",
			markup: instead(t, "template", "<strong>phone_number</strong>", ""),
			as:     new(*page.LayoutError), says: "name of a parameter",
		},
		{
			name: "no page_scheme", why: "without the schema, nothing on the page can be checked",
			markup: instead(t, method, "page_scheme", "code_block"),
			as:     new(*page.LayoutError), says: "page_scheme",
		},
		{
			name: "type without page_scheme", why: "its constructors would be lost silently",
			markup: instead(t, "type_vector", "page_scheme", "code_block"),
			as:     new(*page.LayoutError), says: "page_scheme",
		},
		{
			name: "broken line in page_scheme", why: "an invalid line is not skipped, even if it is not the page's own",
			markup: instead(t, method, "#bc799737 = ", "#bc799737 : "),
			as:     new(*page.LayoutError), says: "page_scheme cannot be read",
		},
		{
			name: "no line of the page itself", why: "the schema is that of another page",
			markup: instead(t, method, ">upload.saveFilePart</a>#", ">upload.saveBigFilePart</a>#"),
			as:     new(*page.LayoutError), says: "none of its lines is the page",
		},
		{
			name: "the page's name on the wrong side", why: "a constructor is not the method of the same name",
			markup: instead(t, method, "---functions---\n", ""),
			as:     new(*page.LayoutError), says: "none of its lines is the page",
		},
		{
			name: "schema without functions", why: "half a schema would remove every method from the snapshot",
			markup: instead(t, "schema", "---functions---", "---types---"),
			as:     new(*page.LayoutError), says: "constructors and functions",
		},
		{
			name: "schema with a broken line", why: "a skipped combinator would look removed",
			markup: instead(t, "schema", "#8e1a1775 ", "#8e1a1775zz "),
			as:     new(*page.LayoutError), says: "page_scheme cannot be read",
		},
		{
			name: "list of methods without any", why: "an empty index is a layout change",
			markup: instead(t, "methods", `<a href="/method/`, `<a href="/m/`),
			as:     new(*page.LayoutError), says: "table of methods",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, err := page.Read(strings.NewReader(tc.markup), site)
			if err == nil {
				t.Fatalf("read as %s %s, but %s", p.Kind, p.Name, tc.why)
			}
			if !errors.As(err, tc.as) || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("got %T %q, want %T with %q: %s", err, err, tc.as, tc.says, tc.why)
			}
		})
	}
}

// A page of an entity of exactly the maximum size is read.
func TestReadLargest(t *testing.T) {
	markup := savedPage(t, "method_old_bots")
	markup = append(markup, bytes.Repeat([]byte(" "), 1<<20-len(markup))...)
	if _, err := page.Read(bytes.NewReader(markup), site); err != nil {
		t.Errorf("%d bytes: %v", len(markup), err)
	}
}
