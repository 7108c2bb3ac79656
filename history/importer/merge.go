package importer

import (
	"errors"
	"fmt"

	"github.com/tlcrawl/tlcrawl/model"
)

// Merge makes one snapshot of two of the same day and layer: the lines, IDs, types and the
// order of the one that has a schema, the words and errors of the other, as of a file of
// getdoc.
func Merge(a, b *model.Snapshot) (*model.Snapshot, error) {
	lines, words := a, b
	if !hasLines(lines) {
		lines, words = b, a
	}
	switch {
	case !hasLines(lines):
		return nil, errors.New("neither of the two files has the lines of a schema")
	case hasLines(words):
		return nil, errors.New("both files have the lines of a schema: one must have the words alone, as those of getdoc do")
	case lines.Layer != 0 && words.Layer != 0 && lines.Layer != words.Layer:
		return nil, fmt.Errorf("the schema is of layer %d and the words are of layer %d: they must be of one layer", lines.Layer, words.Layer)
	}
	s := *lines
	s.Layer = max(lines.Layer, words.Layer)
	s.Source, s.Lacks = words.Source, words.Lacks
	if words.ErrorTable != nil {
		s.ErrorTable = words.ErrorTable
	}
	s.Methods, s.Constructors, s.Types = map[string]*model.Method{}, map[string]*model.Constructor{}, map[string]*model.Type{}
	for name, m := range lines.Methods {
		m := *m
		if w := words.Methods[name]; w != nil {
			m.Description, m.Documented, m.Errors, m.Access, m.Category = w.Description, w.Documented, w.Errors, w.Access, w.Category
			m.Params = described(m.Params, w.Params)
		}
		s.Methods[name] = &m
	}
	for name, c := range lines.Constructors {
		c := *c
		if w := words.Constructors[name]; w != nil {
			c.Description, c.Documented = w.Description, w.Documented
			c.Params = described(c.Params, w.Params)
		}
		s.Constructors[name] = &c
	}
	for name, t := range lines.Types {
		t := *t
		if w := words.Types[name]; w != nil {
			t.Description, t.Documented = w.Description, w.Documented
		}
		s.Types[name] = &t
	}
	return &s, s.Validate()
}

func hasLines(s *model.Snapshot) bool {
	for _, m := range s.Methods {
		if m.TL != "" {
			return true
		}
	}
	for _, c := range s.Constructors {
		if c.TL != "" {
			return true
		}
	}
	return len(s.Schemas) > 0
}

// described returns parameters with the descriptions of others by name.
func described(params, words []model.Param) []model.Param {
	of := map[string]string{}
	for _, w := range words {
		of[w.Name] = w.Description
	}
	list := make([]model.Param, len(params))
	for i, p := range params {
		list[i] = p
		list[i].Description = of[p.Name]
	}
	return list
}
