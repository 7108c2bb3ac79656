package upstream

import (
	"maps"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Trim returns a snapshot without the combinators that the source leaves out, and without
// the types that only they construct. A history imported from git has them. The snapshot
// that is passed stays as it is.
func (s Source) Trim(snapshot *model.Snapshot) *model.Snapshot {
	dropped := func(name string) bool { return slices.Contains(s.Drop, name) }
	if !slices.ContainsFunc(s.Drop, func(name string) bool { return snapshot.Methods[name] != nil || snapshot.Constructors[name] != nil }) {
		return snapshot
	}
	t := *snapshot
	t.Methods, t.Constructors, t.Types = maps.Clone(t.Methods), maps.Clone(t.Constructors), maps.Clone(t.Types)
	for _, name := range s.Drop {
		delete(t.Methods, name)
		delete(t.Constructors, name)
	}
	for name, was := range snapshot.Types {
		if !slices.ContainsFunc(was.Constructors, dropped) && !slices.ContainsFunc(was.Methods, dropped) {
			continue
		}
		is := *was
		is.Constructors, is.Methods = without(was.Constructors, dropped), without(was.Methods, dropped)
		t.Types[name] = &is
		if len(was.Constructors) > 0 && len(is.Constructors) == 0 {
			delete(t.Types, name)
		}
	}
	if o := snapshot.Order; o != nil {
		t.Order = &model.Order{
			Constructors: without(o.Constructors, dropped),
			Methods:      without(o.Methods, dropped),
		}
	}
	return &t
}

func without(list []string, dropped func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(list), dropped)
}
