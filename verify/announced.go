package verify

import "github.com/tlcrawl/tlcrawl/model"

// announced notes the entities whose pages belong to another layer.
func (v *verifier) announced(s *model.Snapshot) {
	if s.Announced == nil {
		return
	}
	note := func(kind model.Kind, name string, layer int) {
		what := "is announced for"
		if layer < s.Layer {
			what = "was last in"
		}
		v.note(Announced, entity{kind: kind, name: name}, "", "%s %s layer %d", name, what, layer)
	}
	for name, m := range model.Sorted(s.Announced.Methods) {
		note(model.KindMethod, name, m.AvailableAsOf)
	}
	for name, c := range model.Sorted(s.Announced.Constructors) {
		note(model.KindConstructor, name, c.AvailableAsOf)
	}
	for name, t := range model.Sorted(s.Announced.Types) {
		note(model.KindType, name, t.AvailableAsOf)
	}
}
