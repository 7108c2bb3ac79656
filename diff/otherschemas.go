package diff

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/model"
)

// Schemas lists the names of the schemas that are compared.
var Schemas = []string{model.SchemaAPI, model.SchemaMTProto, model.SchemaEndToEnd}

// schemas compares the schemas besides the API's. A line is identified by its name and its
// layer; a schema that one of the snapshots does not have is ignored.
func (c *comparison) schemas(before, after *model.Snapshot) {
	for name, old := range model.Sorted(before.Schemas) {
		new := after.Schemas[name]
		if old == nil || new == nil || old == new {
			continue
		}
		was, is := linesOf(name, old), linesOf(name, new)
		for _, kind := range []model.Kind{model.KindMethod, model.KindConstructor} {
			c.kind(was[kind], is[kind])
		}
	}
}

func linesOf(schema string, s *model.Schema) entities {
	all := entities{model.KindMethod: {}, model.KindConstructor: {}}
	for _, l := range s.Combinators {
		line, err := model.ParseCombinator(l.TL)
		if err != nil || all[l.Kind] == nil {
			continue // Validate rejects it
		}
		e := entity{kind: l.Kind, name: line.Name, id: line.ID, tl: line.Line, params: line.Params, result: line.Result, schema: schema}
		key := line.Name
		if l.Layer > 0 {
			e.section = fmt.Sprintf("layer %d", l.Layer)
			key += fmt.Sprintf("@%06d", l.Layer)
		}
		for n := 2; ; n++ { // two lines may share both
			if _, taken := all[l.Kind][key]; !taken {
				break
			}
			key = fmt.Sprintf("%s %d", line.Name, n)
		}
		all[l.Kind][key] = e
	}
	return all
}
