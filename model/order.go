package model

import (
	"maps"
	"slices"
	"strings"
)

// Order is the order in which the site's schema lists its combinators.
type Order struct {
	Constructors []string `json:"constructors"`
	Methods      []string `json:"methods"`
}

// AddMethod puts a line of the schema into the snapshot, behind those that are there.
func (s *Snapshot) AddMethod(c Combinator) {
	s.Methods[c.Name] = &Method{Name: c.Name, ID: c.ID, TL: c.Line, Params: c.Params, Result: c.Result}
	s.order().Methods = append(s.order().Methods, c.Name)
	if t := s.Types[inner(c.Result)]; t != nil {
		t.Methods = append(t.Methods, c.Name)
	}
}

// AddConstructor puts a line of the schema into the snapshot, behind those that are
// there, and makes the type that it builds.
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

// order is the snapshot's order, made where there is none.
func (s *Snapshot) order() *Order {
	if s.Order == nil {
		s.Order = &Order{}
	}
	return s.Order
}

// inner is User in Vector<User>.
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

// SchemaOrder is the order of the site as far as the snapshot knows it; what it does
// not know follows by name.
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
