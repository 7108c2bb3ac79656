package model

import (
	"maps"
	"slices"
	"strings"
)

// Order is the order of the combinators in the site's schema.
type Order struct {
	Constructors []string `json:"constructors"`
	Methods      []string `json:"methods"`
}

// AddMethod appends a line of the schema to the snapshot.
func (s *Snapshot) AddMethod(c Combinator) {
	s.Methods[c.Name] = &Method{Name: c.Name, ID: c.ID, TL: c.Line, Params: c.Params, Result: c.Result}
	s.order().Methods = append(s.order().Methods, c.Name)
	if t := s.Types[inner(c.Result)]; t != nil {
		t.Methods = append(t.Methods, c.Name)
	}
}

// AddConstructor appends a line of the schema to the snapshot, and creates its type.
func (s *Snapshot) AddConstructor(c Combinator) {
	s.Constructors[c.Name] = &Constructor{Name: c.Name, ID: c.ID, TL: c.Line, Params: c.Params, Type: c.Result}
	s.order().Constructors = append(s.order().Constructors, c.Name)
	t := s.Types[c.Result]
	if t == nil {
		t = &Type{Name: c.Result}
		s.Types[c.Result] = t
	}
	t.Constructors = append(t.Constructors, c.Name)
}

// order returns the snapshot's order, created if missing.
func (s *Snapshot) order() *Order {
	if s.Order == nil {
		s.Order = &Order{}
	}
	return s.Order
}

// inner returns User for Vector<User>.
func inner(t string) string {
	for {
		rest, ok := strings.CutSuffix(t, ">")
		if !ok {
			return t
		}
		if _, t, ok = strings.Cut(rest, "<"); !ok {
			return rest
		}
	}
}

// SchemaOrder is the site's order of the entities in the snapshot. Entities missing from
// the site's order follow by name.
func (s *Snapshot) SchemaOrder() Order {
	known := s.Order
	if known == nil {
		known = &Order{}
	}
	return Order{
		Constructors: complete(known.Constructors, s.Constructors),
		Methods:      complete(known.Methods, s.Methods),
	}
}

func complete[V any](known []string, all map[string]V) []string {
	list := make([]string, 0, len(all))
	seen := map[string]bool{}
	for _, name := range append(slices.Clone(known), slices.Sorted(maps.Keys(all))...) {
		if _, ok := all[name]; ok && !seen[name] {
			seen[name] = true
			list = append(list, name)
		}
	}
	return list
}
