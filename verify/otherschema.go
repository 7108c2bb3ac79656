package verify

import "github.com/tlcrawl/tlcrawl/model"

// other checks a schema other than the API's: its ids, its flags, its types, and that no
// layer defines a name twice.
func (v *verifier) other(name string, schema *model.Schema) {
	o := &verifier{types: map[string]bool{}, schema: name}
	for _, t := range builtIn {
		o.types[t] = true
	}
	var lines []model.Combinator
	for _, l := range schema.Combinators {
		c, err := model.ParseCombinator(l.TL)
		lines = append(lines, c)
		if err != nil {
			o.find(LineBroken, entity{kind: l.Kind, name: l.Name()}, "", "%v", err)
		} else if l.Kind == model.KindConstructor {
			o.types[c.Name], o.types[c.Result] = true, true
		}
	}
	type definition struct {
		kind  model.Kind
		layer int
		name  string
	}
	first := map[definition]string{}
	for i, l := range schema.Combinators {
		c := lines[i]
		if c.Line == "" {
			continue // broken
		}
		e := entity{kind: l.Kind, name: c.Name, line: c.Line, id: c.ID, params: c.Params, result: c.Result}
		d := definition{l.Kind, l.Layer, c.Name}
		if line, ok := first[d]; ok {
			o.find(LineTwice, e, "", "%s: two lines in layer %d: %q and %q", c.Name, l.Layer, line, c.Line)
		}
		first[d] = c.Line
		o.entity(e)
	}
	v.findings = append(v.findings, o.findings...)
}
