package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// landmarks are the nodes that a page is read from, each the first of its kind, found in
// one walk over the page; nil is not there.
type landmarks struct {
	title   *html.Node // #dev_page_title
	content *html.Node // #dev_page_content
	crumb   *html.Node // the last link of .dev_page_bread_crumbs
	current *html.Node // .page_scheme a.current_page_link
	scheme  *html.Node // pre.page_scheme
	layers  *html.Node // .dev_layer_select
	shown   *html.Node // .dev_layer_select .dropdown-toggle
	menu    *html.Node // .dev_layer_select .dropdown-menu
}

// find walks over the page in its order.
func (l *landmarks) find(root *html.Node) {
	var inCrumbs, inScheme, inSelect *html.Node
	for n := range under(root) {
		if n.Type != html.ElementNode {
			continue
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
			if n.DataAtom == atom.Pre {
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
		if n.DataAtom == atom.A && hasAttr(n, "href") {
			if within(n, inCrumbs) {
				l.crumb = n
			}
			if has("current_page_link") && within(n, inScheme) {
				first(&l.current, n)
			}
		}
	}
}

// hasWord reports whether a word is among those of a text.
func hasWord(text, word string) bool {
	if len(text) <= len(word) { // most texts are one word
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

// within reports whether n stands in an element; nothing stands in nil.
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
