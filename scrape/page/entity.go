package page

import (
	"regexp"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// rule reads one section into an entity, and removes what it has read from the section.
type rule func(s *section) error

// rules are the sections that a kind of page knows, by their anchors.
type rules map[string]rule

// apply has every known section read, and returns what is left over. A rule of byTable
// reads sections that have no rule of their own, if the table is its own: headings come
// and go.
func (d *document) apply(b body, known rules, byTable ...rule) (map[string]string, error) {
	if err := b.checkSections(); err != nil {
		return nil, err
	}
	for _, s := range b.sections {
		if r := known.of(s); r != nil {
			s.known = true
			if err := r(s); err != nil {
				return nil, err
			}
		}
	}
	for _, r := range byTable {
		for _, s := range b.sections {
			if s.known {
				continue
			}
			if err := r(s); err != nil {
				return nil, err
			}
		}
	}
	return b.leftovers(d.md), nil
}

// of finds the rule of a section: by its anchor or, as anchors are not always present, by
// the text of its heading.
func (r rules) of(s *section) rule {
	if f, ok := r[accessKey(s.anchor)]; ok {
		return f
	}
	if s.heading == nil {
		return nil
	}
	words := slug(text(s.heading))
	if f, ok := r[accessKey(words)]; ok {
		return f
	}
	return r[accessKey(headingNumber.ReplaceAllString(words, ""))]
}

// headingNumber matches what may surround the words of a heading: its number, a count, a
// mark.
var headingNumber = regexp.MustCompile(`^\d+-|(-\d+)?-?$`)

// related reads the links of "Related pages": a heading that is a link, and the text under
// it.
func (d *document) related(into *[]model.Related) rule {
	return func(s *section) error {
		var (
			found []model.Related
			under [][]*html.Node
			rest  []*html.Node
		)
		for _, n := range s.nodes {
			if isSubheading(n) {
				sel := goquery.NewDocumentFromNode(n)
				sel.FindMatcher(selAnchor).Remove()
				if a := sel.FindMatcher(selLink).First(); a.Length() > 0 {
					found = append(found, model.Related{Title: collapseSpace(a.Text()), URL: d.md.address(a.Nodes[0])})
					under = append(under, nil)
					continue
				}
			}
			if len(found) == 0 {
				rest = append(rest, n)
				continue
			}
			under[len(under)-1] = append(under[len(under)-1], n)
		}
		for i := range found {
			found[i].Description = d.md.render(under[i])
		}
		*into = append(*into, found...)
		s.nodes = rest
		return nil
	}
}

// described reports whether the page says more than the schema. The text on the flags field
// is the same on every page.
func described(description string, params []model.Param) bool {
	said := description != ""
	for _, p := range params {
		said = said || (p.Description != "" && p.Type != "#")
	}
	return said
}
