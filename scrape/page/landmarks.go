package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// landmarks are the nodes that a page is read from, each the first of its kind, found in
// one walk over the page; nil if missing.
type landmarks struct {
	title   *html.Node // #dev_page_title
	content *html.Node // #dev_page_content
	crumb   *html.Node // the last link of .dev_page_bread_crumbs
	current *html.Node // .page_scheme a.current_page_link
	scheme  *html.Node // pre.page_scheme, or a div
	layers  *html.Node // .dev_layer_select
	shown   *html.Node // .dev_layer_select .dropdown-toggle
	menu    *html.Node // .dev_layer_select .dropdown-menu
}

// Limits of a page of the reference, far above the largest of the real site: a hostile page
// must not exhaust the memory.
const (
	maxText  = 4 << 20
	maxCells = 20_000
)

// find walks over the page in its order. It takes away what is no text of the page,
// comments, controls and invisible characters, and refuses what no page of the reference
// has.
func (l *landmarks) find(root *html.Node) error {
	var inCrumbs, inScheme, inSelect *html.Node
	var silent []*html.Node
	cells, size := 0, 0
	for n := range under(root) {
		switch n.Type {
		case html.TextNode:
			n.Data = visible(n.Data)
			size += len(n.Data)
			continue
		case html.CommentNode:
			silent = append(silent, n)
			continue
		case html.ElementNode:
		default:
			continue
		}
		if isSilent(n) {
			silent = append(silent, n)
		}
		switch attr(n, "id") {
		case "dev_page_title":
			first(&l.title, n)
		case "dev_page_content":
			first(&l.content, n)
		}
		classes := attr(n, "class")
		has := func(class string) bool { return hasWord(classes, class) }
		switch {
		case classes == "":
		case has("dev_page_bread_crumbs"):
			inCrumbs = n
		case has("page_scheme"):
			if n.DataAtom == atom.Pre || n.DataAtom == atom.Div {
				first(&l.scheme, n)
			}
			inScheme = n
		case has("dev_layer_select"):
			first(&l.layers, n)
			inSelect = n
		case has("dropdown-toggle") && within(n, inSelect):
			first(&l.shown, n)
		case has("dropdown-menu") && within(n, inSelect):
			first(&l.menu, n)
		}
		switch n.DataAtom {
		case atom.Td, atom.Th:
			cells += span(n, "colspan") * span(n, "rowspan")
		case atom.A:
			if !hasAttr(n, "href") {
				break
			}
			if within(n, inCrumbs) {
				l.crumb = n
			}
			if has("current_page_link") && within(n, inScheme) {
				first(&l.current, n)
			}
		}
	}
	for _, n := range silent {
		n.Parent.RemoveChild(n)
	}
	switch {
	case size > maxText:
		return tooMuchText(size)
	case cells > maxCells:
		return &LayoutError{Want: "tables", Err: fmt.Errorf("%d cells; want at most %d", cells, maxCells)}
	}
	return nil
}

// isSilent reports whether an element is no text of the page: code, styles, controls and
// decoration. Hidden text is text: scripts show it.
func isSilent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Button, atom.Input, atom.Svg, atom.Iframe, atom.Hr:
		return true
	case atom.Img:
		return strings.TrimSpace(attr(n, "alt")) == ""
	}
	return false
}

func tooMuchText(size int) error {
	return &LayoutError{Want: "text", Err: fmt.Errorf("%d bytes; want at most %d MB", size, maxText>>20)}
}

// span is the number of columns or rows of a cell. An invalid number is removed.
func span(cell *html.Node, key string) int {
	value := strings.TrimSpace(attr(cell, key))
	if value == "" {
		return 1
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		cell.Attr = slices.DeleteFunc(cell.Attr, func(a html.Attribute) bool { return a.Key == key })
		return 1
	}
	return min(n, maxCells+1)
}

// hasWord reports whether a text contains a word.
func hasWord(text, word string) bool {
	if len(text) <= len(word) { // most are one word
		return text == word
	}
	for w := range strings.FieldsSeq(text) {
		if w == word {
			return true
		}
	}
	return false
}

func first(found **html.Node, n *html.Node) {
	if *found == nil {
		*found = n
	}
}

// within reports whether n is in an element; nothing is in nil.
func within(n, in *html.Node) bool {
	for ; n != nil && in != nil; n = n.Parent {
		if n == in {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
