package page

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// rule reads one section into an entity, and removes what it has read from the section.
type rule func(s *section) error

// rules are the sections that a kind of page knows, by their anchors.
type rules map[string]rule

// apply applies the rules to the sections, and returns what is left over.
func (d *document) apply(b body, known rules) (map[string]string, error) {
	if err := b.checkSections(); err != nil {
		return nil, err
	}
	for _, s := range b.sections {
		if r := known.of(s); r != nil {
			if err := r(s); err != nil {
				return nil, err
			}
		}
	}
	return b.leftovers(d.md, func(s *section) bool { return known.of(s) != nil }), nil
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
	return r[accessKey(slug(text(s.heading)))]
}

// errors reads the table of errors.
func (d *document) errors(into *[]model.Error) rule {
	return func(s *section) error {
		t, ok := s.table()
		if !ok {
			return nil
		}
		if err := t.need("errors", "code", "type"); err != nil {
			return err
		}
		for _, row := range t.rows {
			code, err := strconv.Atoi(t.text(row, "code"))
			if err != nil {
				return &LayoutError{Want: "code of an error", Err: err}
			}
			e := model.Error{
				Code:        code,
				Type:        t.text(row, "type"),
				Description: d.md.cell(t.cell(row, "description")),
			}
			if e.Type == "" {
				return &LayoutError{Want: fmt.Sprintf("type of error %d", code)}
			}
			if !slices.Contains(*into, e) { // skip duplicate rows
				*into = append(*into, e)
			}
		}
		return nil
	}
}

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
