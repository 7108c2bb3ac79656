package diff

import (
	"cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// entity is a method, a constructor or a type in a common form, so that each comparison is
// written once; fields that do not apply to a kind are empty.
type entity struct {
	kind        model.Kind
	name        string
	id          string
	tl          string // the page's line
	schemaTL    string // the schema's, if it is different
	result      string
	category    string
	description string
	documented  *bool
	params      []model.Param
	errors      []model.Error
	access      *model.Access
	related     []model.Related
	sections    map[string]string
	paramTable  []string // the names in the page's table, if they differ
	announced   int      // the layer that it is announced for
	direction   Direction
	schema      string // the name of a schema other than the API's
	section     string // the layer in a schema with several
	of          any    // the original: a *model.Method, a *model.Constructor or a *model.Type
}

// change sets the fields that every change of the entity has.
func (e entity) change(rule string, c Change) Change {
	c.Rule, c.Kind, c.Name, c.Schema, c.Direction = rule, e.kind, e.name, e.schema, e.directed(rule)
	if e.section != "" {
		c.Section = e.section
	}
	return c
}

// key is the entity's key in Report.Lines.
func (e entity) key() Entity { return Entity{e.kind, e.name, e.schema, e.section} }

// table returns the parameters in the page's table.
func (e entity) table() []model.Param {
	if e.paramTable == nil {
		return e.params
	}
	types := byName(e.params)
	list := make([]model.Param, len(e.paramTable))
	for i, name := range e.paramTable {
		list[i] = model.Param{Name: name, Type: types[name].Type}
	}
	return list
}

// schemaLine is the entity's line on /schema.
func (e entity) schemaLine() string { return cmp.Or(e.schemaTL, e.tl) }

// as returns the entity with the parameters, result and id of a line.
func (e entity) as(line string) entity {
	if c, err := model.ParseCombinator(line); err == nil {
		e.params, e.result, e.id = c.Params, c.Result, cmp.Or(c.ID, e.id)
	}
	return e
}

// current returns the entity as on /schema.
func (e entity) current() entity {
	if e.schemaTL == "" {
		return e
	}
	return e.as(e.schemaTL)
}

// line returns the line that a report shows for an entity that was added or removed.
func (e entity) line() string {
	if e.tl == "" {
		return e.name
	}
	return e.tl
}

// entities are the methods, constructors and types of a snapshot, or those it announces.
type entities map[model.Kind]map[string]entity

func entitiesOf(methods map[string]*model.Method, constructors map[string]*model.Constructor, types map[string]*model.Type) entities {
	all := entities{model.KindMethod: {}, model.KindConstructor: {}, model.KindType: {}}
	for name, m := range methods {
		all[model.KindMethod][name] = entity{
			kind: model.KindMethod, name: name, id: m.ID, tl: m.TL, schemaTL: m.SchemaTL, result: m.Result, category: m.Category,
			description: m.Description, documented: m.Documented, params: m.Params, errors: m.Errors,
			access: m.Access, related: m.Related, sections: m.Sections, paramTable: m.ParamTable, announced: m.AvailableAsOf, of: m,
		}
	}
	for name, c := range constructors {
		all[model.KindConstructor][name] = entity{
			kind: model.KindConstructor, name: name, id: c.ID, tl: c.TL, schemaTL: c.SchemaTL, result: c.Type, description: c.Description,
			documented: c.Documented, params: c.Params, related: c.Related, sections: c.Sections, paramTable: c.ParamTable, announced: c.AvailableAsOf, of: c,
		}
	}
	for name, t := range types {
		all[model.KindType][name] = entity{
			kind: model.KindType, name: name, description: t.Description,
			documented: t.Documented, related: t.Related, sections: t.Sections, announced: t.AvailableAsOf, of: t,
		}
	}
	return all
}
