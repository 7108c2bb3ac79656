package diff

import "github.com/tlcrawl/tlcrawl/model"

// entity is a method, a constructor or a type, seen as rules see it: each rule is
// written once, and finds nothing where a kind has nothing.
type entity struct {
	kind        model.Kind
	name        string
	id          string
	tl          string
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

// fromLine is the entity with the parameters of its line, if that can be read.
func fromLine(e entity) entity {
	if line, err := model.ParseCombinator(e.tl); err == nil {
		e.params = line.Params
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
				kind: kind, name: name, id: m.ID, tl: m.TL, result: m.Result, category: m.Category,
				description: m.Description, documented: m.Documented, params: m.Params, errors: m.Errors,
				access: m.Access, related: m.Related, sections: m.Sections,
			}
		}
	case model.KindConstructor:
		for name, c := range s.Constructors {
			all[name] = entity{
				kind: kind, name: name, id: c.ID, tl: c.TL, result: c.Type, description: c.Description,
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
