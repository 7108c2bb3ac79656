package samplesite

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// functions is the line of a schema that separates the constructors from the methods.
const functions = "---functions---"

// combinator is a line of the schema, with its side of functions.
type combinator struct {
	model.Combinator
	kind model.Kind
}

func (c combinator) path() string { return "/" + string(c.kind) + "/" + c.Name }

// namespace returns auth for auth.sendCode.
func (c combinator) namespace() string {
	namespace, _, ok := strings.Cut(c.Name, ".")
	if !ok {
		return ""
	}
	return namespace
}

func (c combinator) result() string { return c.Result }

// boxed is a type: its constructors, and the methods that return it or a Vector of it.
type boxed struct {
	name         string
	constructors []combinator
	methods      []combinator
}

// site is the sample at one layer.
type site struct {
	layer  int
	layers []model.Layer
	docs   documentation
	// changes are those of /api/layers.
	changes changesPage

	// The constructors, methods and types are in the order of the schema.
	constructors []combinator
	methods      []combinator
	types        []*boxed

	// mtproto and endToEnd are the other schemas, as their pages show them.
	mtproto, endToEnd string

	// pages has every page by its path.
	pages map[string]string
}

// add adds the next line of the schema.
func (s *site) add(c combinator) {
	if c.kind == model.KindMethod {
		s.methods = append(s.methods, c)
		if t := s.typ(inner(c.Result)); t != nil {
			t.methods = append(t.methods, c)
		}
		return
	}
	s.constructors = append(s.constructors, c)
	t := s.typ(c.Result)
	if t == nil {
		t = &boxed{name: c.Result}
		s.types = append(s.types, t)
	}
	t.constructors = append(t.constructors, c)
}

// typ finds a type with a constructor; it is nil for any other.
func (s *site) typ(name string) *boxed {
	i := slices.IndexFunc(s.types, func(t *boxed) bool { return t.name == name })
	if i < 0 {
		return nil
	}
	return s.types[i]
}

// inner returns Bool for Vector<Bool>.
func inner(t string) string {
	return strings.TrimSuffix(strings.TrimPrefix(t, "Vector<"), ">")
}
