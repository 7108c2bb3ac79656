package scrape

import (
	"github.com/tlcrawl/tlcrawl/model"
)

// fold makes one snapshot of the schema and the pages, in the order of the index,
// whatever the order in which they came.
func (ix *index) fold(site string, schema *Page, answers []answer) *Result {
	s := model.New(site, schema.Layer)
	s.Layers = schema.Layers
	for _, c := range ix.schema.Constructors {
		s.AddConstructor(c)
	}
	for _, c := range ix.schema.Methods {
		s.AddMethod(c)
	}
	result := &Result{Snapshot: s, Pages: len(answers)}
	for _, a := range answers {
		switch {
		case a.err == nil:
			put(s, a.page)
			if a.page.Unproven {
				s.Unproven = append(s.Unproven, a.path)
			}
		case a.failed():
			s.Partial = append(s.Partial, a.path)
		default:
			undocumented(s, a.address)
			result.Undocumented = append(result.Undocumented, a.path)
		}
	}
	for name, m := range s.Methods {
		m.Category = ix.categories[name]
	}
	return result
}

// put has a page take the place of what the schema alone said. A line of the schema
// that reads differently is kept beside the page's.
func put(s *model.Snapshot, p *Page) {
	switch p.Kind {
	case PageMethod:
		if m := s.Methods[p.Name]; m != nil {
			if len(p.Method.Params) == 0 {
				p.Method.Params = m.Params
			}
			if m.TL != p.Method.TL {
				p.Method.SchemaTL = m.TL
			}
		}
		s.Methods[p.Name] = p.Method
	case PageConstructor:
		if c := s.Constructors[p.Name]; c != nil {
			if len(p.Constructor.Params) == 0 {
				p.Constructor.Params = c.Params
			}
			if c.TL != p.Constructor.TL {
				p.Constructor.SchemaTL = c.TL
			}
		}
		s.Constructors[p.Name] = p.Constructor
	case PageType:
		s.Types[p.Name] = p.Type
	}
}

// undocumented notes that the site has no page for an address of its index.
func undocumented(s *model.Snapshot, a address) {
	no := new(false)
	switch a.kind {
	case PageMethod:
		if m := s.Methods[a.name]; m != nil {
			m.Documented = no
		}
	case PageConstructor:
		s.Constructors[a.name].Documented = no
	case PageType:
		s.Types[a.name].Documented = no
	}
}
