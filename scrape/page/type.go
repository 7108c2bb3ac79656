package page

import (
	"net/url"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

func (d *document) typ(p *Page, cache *lineCache) error {
	block, err := d.tlBlock(cache)
	if err != nil {
		return err
	}
	p.AvailableAsOf = block.availableAsOf
	t := &model.Type{Name: d.name, AvailableAsOf: block.availableAsOf}
	for _, l := range block.lines {
		into := &t.Constructors
		if l.function {
			into = &t.Methods
		}
		if l.layer != 0 {
			t.Lines = append(t.Lines, model.LayerLine{Layer: l.layer, TL: l.Line})
			if slices.Contains(*into, l.Name) {
				continue
			}
		}
		*into = append(*into, l.Name)
	}
	var constructors, methods []string
	b := d.body()
	t.Description = d.md.render(b.description)
	t.Sections, err = d.apply(b, rules{
		"constructors":  d.listed(model.KindConstructor, &constructors),
		"methods":       d.listed(model.KindMethod, &methods),
		"related-pages": d.related(&t.Related),
	})
	if err != nil {
		return err
	}
	if len(block.lines) == 0 { // the page has only the tables
		t.Constructors, t.Methods = constructors, methods
	}
	t.Documented = new(described(t.Description, nil))
	p.Type = t
	return nil
}

// listed reads the names of a table of constructors or methods. Their descriptions are on
// their own pages.
func (d *document) listed(kind model.Kind, into *[]string) rule {
	return func(s *section) error {
		taken, _ := s.tables(func(*table) bool { return len(s.nodes) > 0 })
		if len(taken) == 0 {
			return nil
		}
		seen := map[string]bool{}
		for _, row := range taken[0].rows {
			if len(row) == 0 {
				continue
			}
			for n := range under(row[0]) {
				u, err := url.Parse(attr(n, "href"))
				if err != nil {
					continue
				}
				if k, name, ok := entityPath(u.Path); ok && k == kind && model.CheckName(name) == nil && !seen[name] {
					seen[name] = true
					*into = append(*into, name)
				}
			}
		}
		return nil
	}
}
