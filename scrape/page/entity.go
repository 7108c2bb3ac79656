package page

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// rule reads one section into an entity, and takes from it what it has read.
type rule func(s *section) error

// rules are the sections that a kind of page knows, by their anchors.
type rules map[string]rule

// apply has every known section read, and returns what is left over.
func (d *document) apply(b body, known rules) (map[string]string, error) {
	for _, s := range b.sections {
		if r := known.of(s.anchor); r != nil {
			if err := r(s); err != nil {
				return nil, err
			}
		}
	}
	return b.leftovers(d.md, func(a string) bool { return known.of(a) != nil }), nil
}

func (r rules) of(anchor string) rule {
	if f, ok := r[anchor]; ok {
		return f
	}
	for _, start := range []string{unauthenticated, business} { // the words behind them vary
		if strings.HasPrefix(anchor, start) {
			return r[start]
		}
	}
	return nil
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
			*into = append(*into, e)
		}
		return nil
	}
}

// related reads the links of "Related pages": a heading that is a link, and what
// stands under it.
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
					found = append(found, model.Related{Title: collapseSpace(a.Text()), URL: d.md.absolute(a.AttrOr("href", ""))})
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

// oneType matches a section that names a type and says no more.
var oneType = regexp.MustCompile(`^[A-Za-z][\w.]*(<[A-Za-z][\w.]*>)?$`)

// result takes away a section that says no more than the TL line does. Where there is no
// line, typ is empty and is read from the section.
func (d *document) result(typ *string) rule {
	return func(s *section) error {
		for _, n := range s.nodes {
			if said := nodeText(n); *typ == "" && oneType.MatchString(said) {
				*typ = said
			}
		}
		s.drop(*typ)
		return nil
	}
}

// listed takes away a table that repeats what the schema block says. Where the block is
// of another layer, the names are empty and are read from the links of the table.
func (d *document) listed(kind Kind, names *[]string) rule {
	return func(s *section) error {
		t, ok := s.table()
		if !ok || len(*names) > 0 {
			return nil
		}
		for _, row := range t.rows {
			if name := linkedName(row, kind); name != "" && !slices.Contains(*names, name) {
				*names = append(*names, name)
			}
		}
		return nil
	}
}

// linkedName is the entity that the first cell of a row links to.
func linkedName(row []*html.Node, kind Kind) string {
	if len(row) == 0 {
		return ""
	}
	a := goquery.NewDocumentFromNode(row[0]).FindMatcher(selLink).First()
	u, err := url.Parse(a.AttrOr("href", ""))
	if err != nil {
		return ""
	}
	linked, name, ok := entityPath(u.Path)
	if !ok || Kind(linked) != kind || model.CheckName(name) != nil {
		return ""
	}
	return strings.Clone(name)
}

// described reports whether the page says more than the schema does. The words on
// the flags field are the same everywhere.
func described(description string, params []model.Param) *bool {
	said := description != ""
	for _, p := range params {
		said = said || (p.Description != "" && p.Type != "#")
	}
	return new(said)
}
