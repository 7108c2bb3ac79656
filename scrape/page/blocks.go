package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are the parts of the content block, in its order. An element that only groups
// parts, such as a section with its heading, is split.
func (d *document) blocks() (list []*html.Node) {
	groups := map[*html.Node]bool{}
	d.findGroups(d.marks.content, groups)
	var add func(parent *html.Node)
	add = func(parent *html.Node) {
		for n := range parent.ChildNodes() {
			switch {
			case groups[n]:
				add(n)
			case n.DataAtom == atom.Summary && parent.DataAtom == atom.Details: // a control
			default:
				list = append(list, n)
			}
		}
	}
	add(d.marks.content)
	return list
}

// held is what an element holds.
type held struct {
	title, words bool
	// block is set for the schema and the list of layers.
	block bool
}

// findGroups adds the elements that are there for the parts in them: headings, or the
// schema with other text. It visits each element once: a page may nest hundreds.
func (d *document) findGroups(parent *html.Node, groups map[*html.Node]bool) (all held) {
	for n := range parent.ChildNodes() {
		if n == d.marks.scheme || n == d.marks.layers {
			all.block = true
			continue
		}
		in := d.findGroups(n, groups)
		title := isTitle(n)
		if mayGroup(n) && !title && (in.title || in.block && in.words) {
			groups[n] = true
		}
		all.title = all.title || in.title || title
		all.words = all.words || in.words || n.DataAtom == atom.P || n.DataAtom == atom.Table
		all.block = all.block || in.block
	}
	return all
}

func mayGroup(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Main, atom.Details, atom.Summary:
		return true
	}
	return false
}

// level is the rank of a heading, 0 of everything else.
func level(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

// isTitle reports whether n opens a section: a heading, or what is marked as one.
// Headings of lower rank are part of one: "Related pages" has a <h4> a page.
func isTitle(n *html.Node) bool {
	return isHeading(n) || n.Type == html.ElementNode && attr(n, "role") == "heading" || standsForTitle(n)
}

// standsForTitle reports whether a paragraph or an element in its place says what the site
// has as a heading: who may call a method or, in bold, the title of a section.
func standsForTitle(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div:
	default:
		return false
	}
	said := shortText(n)
	if said == "" {
		return false
	}
	if strings.HasSuffix(said, "can use this method") || strings.HasSuffix(said, "can use this method.") {
		_, known := access[strings.Trim(slug(said), "-")]
		return known
	}
	c := n.FirstChild
	return c != nil && c.NextSibling == nil && (c.DataAtom == atom.Strong || c.DataAtom == atom.B) && titles[slug(said)]
}

// titles are the anchors of the sections that the pages of all kinds have.
var titles = map[string]bool{
	"parameters": true, "result": true, "type": true, "possible-errors": true, "errors": true,
	"related-pages": true, "constructors": true, "methods": true,
}

// maxTitle bounds the text of what may be a title.
const maxTitle = 80

// shortText is the text under a node, empty if it is long.
func shortText(n *html.Node) string {
	size := 0
	for c := range under(n) {
		if c.Type == html.TextNode {
			if size += len(c.Data); size > maxTitle {
				return ""
			}
		}
	}
	return text(n)
}

// rank is the level of the headings that open sections: 3 or, where all headings behind
// the schema are of lower rank, the highest of those.
func (d *document) rank(blocks []*html.Node) int {
	highest, past := 6, false
	for _, n := range blocks {
		switch l := level(n); {
		case d.isScheme(n):
			past = true
		case isTitle(n) && past:
			return 3
		case l > 0 && past:
			highest = min(highest, l)
		}
	}
	return highest
}

// opensAt reports whether n opens a section where headings of a rank do. A heading of
// lower rank that is a link is a related page.
func opensAt(n *html.Node, rank int) bool {
	if isTitle(n) {
		return true
	}
	if l := level(n); l == 0 || l > rank {
		return false
	}
	said := text(n)
	for c := range under(n) {
		if c.DataAtom == atom.A && hasAttr(c, "href") && said != "" && text(c) == said {
			return false
		}
	}
	return true
}

// isCopy reports whether a block is the schema once more, for another width of the screen.
func (d *document) isCopy(n *html.Node) bool {
	if n == d.marks.scheme || within(d.marks.scheme, n) || n.DataAtom != atom.Pre || !hasWord(attr(n, "class"), "page_scheme") {
		return false
	}
	said, _ := d.blockText()
	return collapseSpace(said) == text(n)
}

// isScheme reports whether a block is the schema or the layers to choose from.
func (d *document) isScheme(n *html.Node) bool {
	return within(d.marks.scheme, n) || within(d.marks.layers, n) || says(n, unfilled)
}
