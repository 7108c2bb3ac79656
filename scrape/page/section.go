package page

import (
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// section is the content under one heading of a page, up to the next heading of that rank.
// A rule removes the nodes that it has read; the rest is kept for readers.
type section struct {
	anchor  string
	heading *html.Node
	nodes   []*html.Node
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
	for n := range d.marks.content.ChildNodes() {
		switch {
		case within(d.marks.scheme, n) || within(d.marks.layers, n) || nodeText(n) == unfilled:
			past, cur = true, &section{anchor: "page_scheme"}
			b.sections = append(b.sections, cur)
		case isHeading(n) && past:
			cur = &section{anchor: anchor(n), heading: n}
			b.sections = append(b.sections, cur)
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
	a := goquery.NewDocumentFromNode(h).FindMatcher(selAnchor).First()
	for _, attr := range []string{"id", "name", "href"} {
		if v := strings.TrimPrefix(strings.TrimSpace(a.AttrOr(attr, "")), "#"); v != "" {
			return strings.Clone(v) // or it would keep the whole page
		}
	}
	return slug(text(h))
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func slug(s string) string {
	return strings.TrimPrefix(notSlug.ReplaceAllString(strings.ToLower(s), "-"), "-")
}

// table removes and returns the first table right under the section's heading: a table
// after a heading of lower rank belongs to that one.
func (s *section) table() (*table, bool) {
	for i, n := range s.nodes {
		if isSubheading(n) {
			return nil, false
		}
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Table {
			s.nodes = slices.Delete(slices.Clone(s.nodes), i, i+1)
			return newTable(n), true
		}
		if t := tableIn(n); t != nil {
			t.Parent.RemoveChild(t)
			return newTable(t), true
		}
	}
	return nil, false
}

// tableIn returns the first table in an element.
func tableIn(n *html.Node) *html.Node {
	for c := range under(n) {
		if c.DataAtom == atom.Table {
			return c
		}
	}
	return nil
}

// drop removes the nodes whose text is one of the given texts.
func (s *section) drop(known ...string) {
	s.nodes = slices.DeleteFunc(s.nodes, func(n *html.Node) bool {
		return slices.Contains(known, nodeText(n))
	})
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

// leftovers renders what no rule has read. An unknown section keeps its heading.
func (b *body) leftovers(md markdown, known func(*section) bool) map[string]string {
	texts := map[string][]string{}
	for _, s := range b.sections {
		rest := md.render(s.nodes)
		if s.heading != nil && !known(s) {
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
