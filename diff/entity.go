package diff

import (
	"cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// entity is a method, a constructor or a type, seen as rules see it: each rule is
// written once, and finds nothing where a kind has nothing.
type entity struct {
	kind        model.Kind
	name        string
	id          string
	tl          string // the page's line
	schemaTL    string // the schema's, where it reads differently
	result      string
	category    string
	description string
	documented  *bool
	params      []model.Param
	errors      []model.Error
	access      *model.Access
	related     []model.Related
	sections    map[string]string
}

// change fills in what every change of the entity has.
func (e entity) change(rule string, c Change) Change {
	c.Rule, c.Kind, c.Name = rule, e.kind, e.name
	return c
}

// schemaLine is what /schema says of the entity.
func (e entity) schemaLine() string { return cmp.Or(e.schemaTL, e.tl) }

// as is the entity as a line has it, if that can be read.
func (e entity) as(line string) entity {
	if c, err := model.ParseCombinator(line); err == nil {
		e.params, e.result, e.id = c.Params, c.Result, cmp.Or(c.ID, e.id)
	}
	return e
}

// line is what a report shows of an entity that came or went.
func (e entity) line() string {
	if e.tl == "" {
		return e.name
	}
	return e.tl
}

func entities(s *model.Snapshot, kind model.Kind) map[string]entity {
	all := map[string]entity{}
	switch kind {
	case model.KindMethod:
		for name, m := range s.Methods {
			all[name] = entity{
				kind: kind, name: name, id: m.ID, tl: m.TL, schemaTL: m.SchemaTL, result: m.Result, category: m.Category,
				description: m.Description, documented: m.Documented, params: m.Params, errors: m.Errors,
				access: m.Access, related: m.Related, sections: m.Sections,
			}
		}
	case model.KindConstructor:
		for name, c := range s.Constructors {
			all[name] = entity{
				kind: kind, name: name, id: c.ID, tl: c.TL, schemaTL: c.SchemaTL, result: c.Type, description: c.Description,
				documented: c.Documented, params: c.Params, related: c.Related, sections: c.Sections,
			}
		}
	case model.KindType:
		for name, t := range s.Types {
			all[name] = entity{
				kind: kind, name: name, description: t.Description,
				documented: t.Documented, related: t.Related, sections: t.Sections,
			}
		}
	}
	return all
}
