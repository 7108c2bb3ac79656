package diff

import (
	"fmt"
	"path"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Filter chooses changes. The zero value lets all pass.
type Filter struct {
	// Only holds kinds (methods), levels (docs) and rules (error-added); a change
	// passes that is of one of the kinds, of one of the levels and of one of the
	// rules, where any are given.
	Only []string
	// Name is a pattern as path.Match takes it: messages.*
	Name string
}

// Check tells whether everything in the filter is known.
func (f Filter) Check() error {
	if _, err := f.split(); err != nil {
		return err
	}
	if _, err := path.Match(f.Name, ""); err != nil {
		return fmt.Errorf("%q is no pattern: %w", f.Name, err)
	}
	return nil
}

// choice is what Only asks for, by what it is.
type choice struct {
	kinds  []model.Kind
	levels []Level
	rules  []string
}

func (f Filter) split() (choice, error) {
	var c choice
	for _, word := range f.Only {
		kind := slices.IndexFunc(Kinds, func(k model.Kind) bool { return word == string(k) || word == string(k)+"s" })
		switch {
		case kind >= 0:
			c.kinds = append(c.kinds, Kinds[kind])
		case slices.Contains(Levels, Level(word)):
			c.levels = append(c.levels, Level(word))
		case slices.ContainsFunc(Rules, func(r Rule) bool { return r.ID == word }):
			c.rules = append(c.rules, word)
		default:
			return choice{}, fmt.Errorf("%q is no kind (methods, constructors, types, errors, layers), no level (breaking, compatible, docs) and no rule", word)
		}
	}
	return c, nil
}

// Filter returns the part of the report that passes. Its error is that of Check.
func (r *Report) Filter(f Filter) (*Report, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	c, _ := f.split()
	passes := func(ch Change) bool {
		name := true
		if f.Name != "" {
			name, _ = path.Match(f.Name, ch.Name)
		}
		return name && oneOf(c.kinds, ch.Kind) && oneOf(c.levels, ch.Level) && oneOf(c.rules, ch.Rule)
	}
	var kept []Change
	for _, ch := range r.Changes {
		if passes(ch) {
			kept = append(kept, ch)
		}
	}
	left := report(r.Old, r.New, kept)
	left.Summary.Accepted, left.Lines = r.Summary.Accepted, r.Lines
	return left, nil
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }
