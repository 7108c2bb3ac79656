package page

import (
	"bytes"
	"slices"

	"golang.org/x/net/html"
)

// Landmarks of the parts of a page. A page has 15 to 30 KB, mostly its frame, the list of
// layers and the schema; the list is the same on each page of a crawl, and of the schema
// only the text counts.
var (
	docType     = []byte("<!DOCTYPE html>")
	crumbsStart = []byte(`<div class="dev_page_bread_crumbs">`)
	frameEnd    = []byte(`<div class="footer_wrap">`)
	divStart    = []byte("<div")
	divEnd      = []byte("</div>")
	selectStart = []byte(`<ul class="dev_layer_select `)
	menuStart   = []byte(`<ul class="dropdown-menu">`)
	listStart   = []byte("<ul")
	listEnd     = []byte("</ul>")
	blockStart  = []byte(`<pre class="page_scheme">`)
	blockEnd    = []byte("</pre>")
	codeStart   = []byte("<code>")
	codeEnd     = []byte("</code>")
	quote       = []byte(`"`)
	otherQuote  = []byte(`='`)
	comment     = []byte("!--") // without the bracket, which every tag has, the search is faster
)

// trimmedPage is a page reduced to what needs an HTML parser, since parsing takes most of
// the time.
type trimmedPage struct {
	// content is the page without its frame and without the other parts.
	content []byte
	// menu is the list of layers, nil if there is none.
	menu []byte
	// schema is the text of the schema block.
	schema string
}

// trim splits a page into parts. It is conservative: ok is false if a landmark is not in
// its place; such a page is parsed completely.
//
// The content is written into the buffer into. known is the list of layers of the previous
// page, which is removed without a search if it is the same.
func trim(b, into, known []byte) (p trimmedPage, ok bool) {
	start, end := bytes.Index(b, crumbsStart), bytes.LastIndex(b, frameEnd)
	if start < 0 || end < start || !bytes.HasPrefix(b, docType) || bytes.Contains(b[:end], comment) || inAttribute(b[:start]) || hasContent(b[:start]) {
		return p, false
	}
	page := b[start:end]
	if at, _ := part(page, crumbsStart, divEnd, divStart); at != 0 { // the breadcrumbs have another layout
		return p, false
	}
	p.content = append(into[:0], docType...)
	if at := bytes.Index(page, selectStart); at >= 0 {
		menu, size := bytes.Index(page[at:], menuStart), len(known)
		if menu < 0 || size == 0 || !bytes.HasPrefix(page[at+menu:], known) {
			menu, size = part(page[at:], menuStart, listEnd, listStart)
			if menu >= 0 && hasDiv(page[at+menu:at+menu+size]) {
				return p, false
			}
		}
		if menu < 0 || bytes.Contains(page[at:at+menu], listEnd) {
			return p, false
		}
		at += menu
		p.menu = page[at : at+size]
		p.content = append(p.content, page[:at]...)
		page = page[at+size:]
	}
	if at, size := part(page, blockStart, blockEnd, blockStart); at >= 0 {
		inner := page[at+len(blockStart) : at+size-len(blockEnd)]
		if p.schema, ok = bareText(inner); !ok || !oneCode(inner) {
			return p, false
		}
		p.content = append(append(append(p.content, page[:at]...), blockStart...), blockEnd...)
		page = page[at+size:]
	}
	p.content = tightRows(append(p.content, page...))
	unclosed := bytes.Count(p.content, divStart) >= bytes.Count(p.content, divEnd) // an open element extends into the footer
	return p, !unclosed
}

// rowEdges are the tags of a table around its rows. A line break behind one is in no cell,
// and another one separates the cells on both sides.
var rowEdges = [][]byte{[]byte("<tr>"), []byte("</tr>"), []byte("<tbody>"), []byte("</tbody>"), []byte("<thead>"), []byte("</thead>")}

// tightRows removes the line breaks behind rowEdges: each would be a node.
func tightRows(content []byte) []byte {
	out := content[:0]
	for {
		end := bytes.IndexByte(content, '\n')
		if end < 0 {
			return append(out, content...)
		}
		line := content[:end]
		edge := func(tag []byte) bool { return bytes.HasSuffix(line, tag) }
		if !slices.ContainsFunc(rowEdges, edge) {
			line = content[:end+1]
		}
		out, content = append(out, line...), content[end+1:]
	}
}

// contents begin what the part of a page before the bread crumbs does not have.
var contents = [][]byte{blockStart, selectStart, []byte("<h1"), []byte("<h3"), []byte("<table")}

func hasContent(markup []byte) bool {
	if bytes.Contains(markup, []byte(`dev_page_content"`)) {
		return true
	}
	for {
		at := bytes.IndexByte(markup, '<')
		if at < 0 {
			return false
		}
		markup = markup[at:]
		if slices.ContainsFunc(contents, func(begin []byte) bool { return bytes.HasPrefix(markup, begin) }) {
			return true
		}
		markup = markup[1:]
	}
}

func hasDiv(markup []byte) bool {
	return bytes.Contains(markup, divStart) || bytes.Contains(markup, divEnd)
}

// inAttribute reports whether markup may end inside an attribute value, which would then
// extend into the following text.
func inAttribute(markup []byte) bool {
	return bytes.Count(markup, quote)%2 != 0 || bytes.Contains(markup, otherQuote)
}

// part finds a part of a page and returns its position and size; at is negative if there is
// none, or if its end is ambiguous.
func part(page, start, end, nested []byte) (at, size int) {
	at = bytes.Index(page, start)
	if at < 0 {
		return -1, 0
	}
	size = bytes.Index(page[at:], end)
	if size < 0 || bytes.Contains(page[at+len(start):at+size], nested) {
		return -1, 0
	}
	return at, size + len(end)
}

// oneCode reports whether a schema block is a single code element, or has none: text next
// to the first code element is not part of the schema.
func oneCode(block []byte) bool {
	block = bytes.TrimSpace(block)
	switch bytes.Count(block, codeStart) {
	case 0:
		return true
	case 1:
		return bytes.HasPrefix(block, codeStart) && bytes.HasSuffix(block, codeEnd) && bytes.Count(block, codeEnd) == 1
	default:
		return false
	}
}

// bareText returns markup without its tags; ok is false if a bracket is not part of a tag,
// as a parser would read it.
func bareText(markup []byte) (text string, ok bool) {
	out := make([]byte, 0, len(markup))
	for {
		open := bytes.IndexByte(markup, '<')
		if open < 0 {
			break
		}
		out = append(out, markup[:open]...)
		tag := markup[open+1:]
		end := bytes.IndexByte(tag, '>')
		if end < 1 || !inline(tag[:end]) {
			return "", false
		}
		markup = tag[end+1:]
	}
	return visible(html.UnescapeString(string(append(out, markup...)))), true
}

// inline reports whether a tag is one that the site uses in a schema and that does not
// affect the text.
func inline(tag []byte) bool {
	name, attributes, _ := bytes.Cut(bytes.TrimPrefix(tag, []byte("/")), []byte(" "))
	if bytes.IndexByte(attributes, '<') >= 0 || bytes.Count(attributes, []byte(`"`))%2 != 0 || bytes.IndexByte(attributes, '\'') >= 0 {
		return false
	}
	switch string(name) {
	case "a", "code", "strong", "b", "em", "i", "span":
		return true
	}
	return false
}
