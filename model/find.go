package model

import (
	"cmp"
	"slices"
	"strings"
)

// Find returns the entities of that name: *Method, *Constructor, *Type, in this
// order, announced ones last. Names are case-sensitive: Updates and updates are two
// entities.
func (s *Snapshot) Find(name string) []any {
	var found []any
	if m := s.Methods[name]; m != nil {
		found = append(found, m)
	}
	if c := s.Constructors[name]; c != nil {
		found = append(found, c)
	}
	if t := s.Types[name]; t != nil {
		found = append(found, t)
	}
	if s.Announced != nil {
		a := Snapshot{Methods: s.Announced.Methods, Constructors: s.Announced.Constructors, Types: s.Announced.Types}
		found = append(found, a.Find(name)...)
	}
	return found
}

// FindID returns the methods and constructors with an id of 8 hexadecimal digits.
func (s *Snapshot) FindID(id string) []any {
	var found []any
	for _, m := range Sorted(s.Methods) {
		if m.ID == id {
			found = append(found, m)
		}
	}
	for _, c := range Sorted(s.Constructors) {
		if c.ID == id {
			found = append(found, c)
		}
	}
	return found
}

// Near returns at most n names that contain name, ignoring case, shortest first:
// suggestions for a name that was not found.
func (s *Snapshot) Near(name string, n int) []string {
	part := strings.ToLower(name)
	var near []string
	add := func(candidate string) {
		if part != "" && strings.Contains(strings.ToLower(candidate), part) && !slices.Contains(near, candidate) {
			near = append(near, candidate)
		}
	}
	for m := range s.Methods {
		add(m)
	}
	for c := range s.Constructors {
		add(c)
	}
	for t := range s.Types {
		add(t)
	}
	if s.Announced != nil {
		for m := range s.Announced.Methods {
			add(m)
		}
	}
	slices.SortFunc(near, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return near[:max(0, min(n, len(near)))]
}
