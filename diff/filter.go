package diff

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Filter selects changes. The zero value selects all.
type Filter struct {
	// Only has kinds (methods), levels (docs), directions (sent) and rules (error-added). A
	// change passes if it is of one of the kinds, one of the levels, one of the directions
	// and one of the rules, as far as any are given.
	Only []string
	// Except has lists like Only. Changes that pass one of them as Only are excluded.
	Except [][]string
	// Name is a pattern for path.Match: messages.*
	Name string
	// Schema is the name of a schema: api, mtproto or end-to-end. Empty selects all.
	Schema string
}

// Check returns an error if a word or the pattern is invalid, or if no change can pass.
func (f Filter) Check() error {
	_, err := f.parse()
	return err
}

// parsed is a valid filter.
type parsed struct {
	only   choice
	except []choice
	name   string
	schema string
}

func (f Filter) parse() (p parsed, err error) {
	if p.only, err = parseChoice(f.Only); err != nil {
		return parsed{}, err
	}
	for _, words := range f.Except {
		c, err := parseChoice(words)
		if err != nil {
			return parsed{}, err
		}
		if c.covers(p.only) {
			return parsed{}, &ContradictionError{Only: f.Only, Except: words}
		}
		p.except = append(p.except, c)
	}
	if _, err := path.Match(f.Name, ""); err != nil {
		return parsed{}, fmt.Errorf("invalid pattern %q: %w", f.Name, err)
	}
	if f.Schema != "" && !slices.Contains(Schemas, f.Schema) {
		return parsed{}, fmt.Errorf("invalid schema %q (want %s)", f.Schema, strings.Join(Schemas, ", "))
	}
	p.name, p.schema = f.Name, f.Schema
	return p, nil
}

func (p parsed) passes(c Change) bool {
	if p.name != "" {
		if ok, _ := path.Match(p.name, c.Name); !ok {
			return false
		}
	}
	if p.schema != "" && p.schema != cmp.Or(c.Schema, model.SchemaAPI) {
		return false
	}
	return p.only.has(c) && !slices.ContainsFunc(p.except, func(e choice) bool { return e.has(c) })
}

// Allows reports whether changes of a level can pass. The filter must be valid.
func (f Filter) Allows(l Level) bool {
	p, err := f.parse()
	if err != nil {
		return false
	}
	one := p.only
	if !oneOf(one.levels, l) {
		return false
	}
	one.levels = []Level{l}
	return !slices.ContainsFunc(p.except, func(e choice) bool { return e.covers(one) })
}

// Filter returns the changes of the report that pass. Its error is that of Check.
func (r *Report) Filter(f Filter) (*Report, error) {
	p, err := f.parse()
	if err != nil {
		return nil, err
	}
	return r.keep(p.passes), nil
}

// keep returns the report with those of its changes that pass.
func (r *Report) keep(passes func(Change) bool) *Report {
	var kept []Change
	for _, c := range r.Changes {
		if passes(c) {
			kept = append(kept, c)
		}
	}
	left := report(r.Old, r.New, kept)
	left.Summary.Accepted, left.Summary.LeftOut, left.Lines = r.Summary.Accepted, r.Summary.LeftOut, r.Lines
	return left
}

// choice is a list of kinds, levels, directions and rules, split by what each word is.
type choice struct {
	kinds  []model.Kind
	levels []Level
	// directions has Both for each of the others: Both is sent and received.
	directions []Direction
	rules      []string
}

func parseChoice(words []string) (choice, error) {
	var c choice
	for _, word := range words {
		kind := slices.IndexFunc(Kinds, func(k model.Kind) bool { return word == string(k) || word == string(k)+"s" })
		switch {
		case kind >= 0:
			c.kinds = append(c.kinds, Kinds[kind])
		case slices.Contains(Levels, Level(word)):
			c.levels = append(c.levels, Level(word))
		case slices.Contains(Directions, Direction(word)):
			c.directions = append(c.directions, Direction(word), Both)
		case isRule(word):
			c.rules = append(c.rules, word)
		default:
			return choice{}, fmt.Errorf("invalid filter %q (want a kind: methods, constructors, types, errors, layers; a level: breaking, compatible, docs; a direction: sent, received, both; or a rule: see tlcrawl rules)", word)
		}
	}
	return c, nil
}

func (c choice) has(ch Change) bool {
	return oneOf(c.kinds, ch.Kind) && oneOf(c.levels, ch.Level) && oneOf(c.directions, ch.Direction) && oneOf(c.rules, ch.Rule)
}

// covers reports whether c includes every change that other includes.
func (c choice) covers(other choice) bool {
	return within(c.kinds, other.kinds) && within(c.levels, other.levels) && within(c.directions, other.directions) && within(c.rules, other.rules)
}

// within reports whether a list includes another one; an empty list means everything.
func within[T comparable](list, part []T) bool {
	return len(list) == 0 || len(part) > 0 && !slices.ContainsFunc(part, func(v T) bool { return !slices.Contains(list, v) })
}

func oneOf[T comparable](list []T, v T) bool { return len(list) == 0 || slices.Contains(list, v) }
