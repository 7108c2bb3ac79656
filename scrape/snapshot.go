package scrape

import (
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// snapshot assembles the schema and the pages, in the order of the index.
func (ix *index) snapshot(site string, schema *page.Page, answers []answer) *Result {
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
			merge(s, a)
			if a.page.TableMismatch {
				result.TableMismatches++
			}
			if a.page.ChecksumMismatch != nil {
				s.ChecksumMismatch = append(s.ChecksumMismatch, a.path)
			}
		case a.failed():
			s.Partial = append(s.Partial, a.path)
		case !a.linked:
			markUndocumented(s, a.address)
			result.Undocumented = append(result.Undocumented, a.path)
		}
	}
	for name, m := range s.Methods {
		m.Category = ix.categories[name]
	}
	if s.Announced != nil {
		for name, m := range s.Announced.Methods {
			m.Category = ix.categories[name]
		}
	}
	return result
}

// merge replaces the data of the schema by the data of the page. A line of the schema that
// differs from the page's is kept as well.
func merge(s *model.Snapshot, a answer) {
	p := a.page
	switch {
	case p.AvailableAsOf != 0:
		announce(s, p)
		return
	case a.linked:
		return // it is neither in the schema nor announced
	}
	switch p.Kind {
	case page.KindMethod:
		if m := s.Methods[p.Name]; m != nil {
			if m.TL != p.Method.TL {
				p.Method.SchemaTL = m.TL
			}
		}
		s.Methods[p.Name] = p.Method
	case page.KindConstructor:
		if c := s.Constructors[p.Name]; c != nil {
			if c.TL != p.Constructor.TL {
				p.Constructor.SchemaTL = c.TL
			}
		}
		s.Constructors[p.Name] = p.Constructor
	case page.KindType:
		s.Types[p.Name] = p.Type
	}
}

// announce adds an entity whose page belongs to another layer.
func announce(s *model.Snapshot, p *page.Page) {
	if s.Announced == nil {
		s.Announced = &model.Announced{Methods: map[string]*model.Method{}, Constructors: map[string]*model.Constructor{}, Types: map[string]*model.Type{}}
	}
	switch p.Kind {
	case page.KindMethod:
		s.Announced.Methods[p.Name] = p.Method
	case page.KindConstructor:
		s.Announced.Constructors[p.Name] = p.Constructor
	case page.KindType:
		s.Announced.Types[p.Name] = p.Type
	}
}

// markUndocumented records that the site has no page for an address of its index.
func markUndocumented(s *model.Snapshot, a address) {
	documented := new(bool)
	switch a.kind {
	case page.KindMethod:
		if m := s.Methods[a.name]; m != nil {
			m.Documented = documented
		}
	case page.KindConstructor:
		if c := s.Constructors[a.name]; c != nil {
			c.Documented = documented
		}
	case page.KindType:
		if t := s.Types[a.name]; t != nil {
			t.Documented = documented
		}
	}
}
