package page

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/model"
)

// section is the content under one heading of a page, up to the next heading of that rank.
// A rule removes the nodes that it has read; the rest is kept for readers.
type section struct {
	anchor  string
	heading *html.Node
	nodes   []*html.Node
	// known says that a rule has read it, by its heading or by its table.
	known bool
}

// body is a page's content block: the nodes before the schema, and the sections after it.
type body struct {
	description []*html.Node
	sections    []*section
}

// body splits the content block. Nodes between the schema and the first heading become a
// section "page_scheme".
func (d *document) body() body {
	var (
		b    body
		cur  *section
		past = d.marks.scheme == nil && d.marks.layers == nil
	)
	blocks := d.blocks()
	rank := d.rank(blocks)
	for _, n := range blocks {
		switch {
		case d.isCopy(n):
		case d.isScheme(n):
			past, cur = true, &section{anchor: "page_scheme"}
			b.sections = append(b.sections, cur)
		case past && opensAt(n, rank):
			cur = &section{anchor: anchor(n), heading: n}
			b.sections = append(b.sections, cur)
		case isTitle(n) && access[slug(nodeText(n))] != model.Access{}:
			b.sections = append(b.sections, &section{anchor: anchor(n), heading: n})
		case cur != nil:
			cur.nodes = append(cur.nodes, n)
		default:
			b.description = append(b.description, n)
		}
	}
	return b
}

// isHeading reports whether n opens a section. Headings of lower rank are part of one:
// "Related pages" has an <h4> per page.
func isHeading(n *html.Node) bool {
	return n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || n.DataAtom == atom.H3
}

func isSubheading(n *html.Node) bool {
	return n.DataAtom == atom.H4 || n.DataAtom == atom.H5 || n.DataAtom == atom.H6
}

// anchor names a section by the anchor in its heading or, without one, by the anchor that
// the site would generate from its text.
func anchor(h *html.Node) string {
	for a := range under(h) {
		if a.DataAtom != atom.A || !hasWord(attr(a, "class"), "anchor") {
			continue
		}
		for _, key := range []string{"id", "name", "href"} {
			if v := strings.TrimPrefix(strings.TrimSpace(attr(a, key)), "#"); v != "" {
				return strings.Clone(v) // or it would keep the whole page
			}
		}
		break
	}
	return slug(text(h))
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func slug(s string) string {
	return strings.TrimPrefix(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-")
}

// tables removes and returns the tables right under the section's heading that match: those
// after a heading of lower rank belong to that one. It also returns the first table.
func (s *section) tables(match func(*table) bool) (taken []*table, first *table) {
	for _, n := range slices.Clone(s.nodes) {
		if isSubheading(n) {
			break
		}
		for _, root := range tablesIn(n) {
			t := newTable(root)
			if first == nil {
				first = t
			}
			if !match(t) {
				continue
			}
			taken = append(taken, t)
			if root != n {
				takeOut(root)
			}
			if n.DataAtom == atom.Table && (root == n || text(n) == "") {
				s.nodes = slices.DeleteFunc(s.nodes, func(o *html.Node) bool { return o == n })
			}
		}
	}
	return taken, first
}

// tablesIn are the tables in a node, or itself, without those that only hold others.
func tablesIn(n *html.Node) (list []*html.Node) {
	if n.Type != html.ElementNode {
		return nil
	}
	if n.DataAtom == atom.Table {
		list = append(list, n)
	}
	for c := range under(n) {
		if c.DataAtom != atom.Table {
			continue
		}
		if last := len(list) - 1; last >= 0 && within(c, list[last]) { // only the last can hold c
			list = list[:last]
		}
		list = append(list, c)
	}
	return list
}

// takeOut takes a table out of its page, with the words that fold it away.
func takeOut(root *html.Node) {
	for n := root.Parent; n != nil; n = n.Parent {
		if n.DataAtom != atom.Details {
			continue
		}
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Summary {
				n.RemoveChild(c)
				break
			}
		}
	}
	root.Parent.RemoveChild(root)
}

// drop removes the nodes whose text is one of the given texts.
func (s *section) drop(known ...string) {
	s.nodes = slices.DeleteFunc(s.nodes, func(n *html.Node) bool {
		return slices.ContainsFunc(known, func(want string) bool { return says(n, want) })
	})
}

// dropFunc removes the nodes whose text is known.
func (s *section) dropFunc(known func(said string) bool) {
	s.nodes = slices.DeleteFunc(s.nodes, func(n *html.Node) bool { return known(nodeText(n)) })
}

func nodeText(n *html.Node) string {
	switch n.Type {
	case html.TextNode:
		return collapseSpace(n.Data)
	case html.ElementNode:
		return text(n)
	default:
		return ""
	}
}

// only returns the text of a section if it has a single text.
func (s *section) only() string {
	said := ""
	for _, n := range s.nodes {
		if t := nodeText(n); t != "" {
			if said != "" {
				return ""
			}
			said = t
		}
	}
	return said
}

// checkSections rejects a page with too many sections.
func (b *body) checkSections() error {
	if len(b.sections) > maxSections {
		return tooMany("sections", maxSections, "headings")
	}
	return nil
}

// leftovers renders what no rule has read. A section that no rule knows keeps its
// heading.
func (b *body) leftovers(md markdown) map[string]string {
	texts := map[string][]string{}
	for _, s := range b.sections {
		rest := md.render(s.nodes)
		if s.heading != nil && !s.known {
			rest = strings.TrimSpace(md.render([]*html.Node{s.heading}) + "\n\n" + rest)
		}
		if rest != "" {
			texts[s.anchor] = append(texts[s.anchor], rest)
		}
	}
	if len(texts) == 0 {
		return nil
	}
	kept := make(map[string]string, len(texts))
	for anchor, list := range texts {
		kept[anchor] = strings.Join(list, "\n\n")
	}
	return kept
}
