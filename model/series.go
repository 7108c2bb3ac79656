package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
)

// Series decodes snapshots that resemble one another, such as those of successive runs:
// parts with the same bytes as in the previous document are not decoded again. The result
// is that of [Decode], but the snapshots share entities, so they must not be changed. The
// zero value is ready to use.
type Series struct {
	last *Snapshot
	// collections and rest are the parts of the last document.
	collections map[string][]part
	rest        map[string]part
}

// part is a member of an object: its key with the quotes, its value, and the number of
// values in it.
type part struct {
	key, value []byte
	count      int
	kept       bool // equal to the part of the last document
}

// collections are the members of a snapshot that hold one entity per member.
var collections = []string{"methods", "constructors", "types"}

// reused lists the other members that are large or rare: they are taken over from the last
// snapshot if equal. decoded lists those that are not.
var (
	reused  = []string{"announced", "error_table", "layers", "order", "schemas"}
	decoded = []string{"lacks", "layer", "partial", "schema_version", "source", "unproven"}
)

// Decode decodes a document, which must not change before the next call has returned. Its
// errors are those of [Decode].
func (d *Series) Decode(doc []byte) (*Snapshot, error) {
	s, ok := d.decode(doc)
	if ok {
		d.last = s
		return s, nil
	}
	*d = Series{}
	return Decode(bytes.NewReader(doc))
}

// decode returns false for a document that is not formatted as by Encode, except for white
// space: Decode reads it.
func (d *Series) decode(doc []byte) (*Snapshot, bool) {
	now, ok := d.split(doc)
	if !ok {
		return nil, false
	}
	var s Snapshot
	dec := json.NewDecoder(bytes.NewReader(now.reduced()))
	dec.DisallowUnknownFields()
	if dec.Decode(&s) != nil || s.SchemaVersion != SchemaVersion {
		return nil, false
	}
	if s.ErrorTable != nil {
		s.ErrorTable.sortOther()
	}
	if d.last != nil {
		now.takeOver(&s, d.last)
	}
	if s.Validate() != nil {
		return nil, false
	}
	d.collections, d.rest = now.collections, now.rest
	return &s, true
}

// split splits a document into its parts.
func (d *Series) split(doc []byte) (now Series, ok bool) {
	if len(doc) > MaxSize {
		return now, false
	}
	now = Series{collections: map[string][]part{}, rest: map[string]part{}}
	count, c := 0, cursor{b: doc}
	parts, ok := c.object(func(key []byte) ([]part, bool) {
		name := string(bytes.Trim(key, `"`))
		before, known := d.rest[name]
		if known && slices.Contains(reused, name) {
			return []part{before}, true
		}
		return nil, slices.Contains(reused, name) || slices.Contains(decoded, name)
	}, func(key []byte) (ok, handled bool) {
		name := string(bytes.Trim(key, `"`))
		if !slices.Contains(collections, name) || c.peek() != '{' || now.collections[name] != nil {
			return true, false
		}
		before := d.collections[name]
		list, ok := c.object(func(key []byte) ([]part, bool) {
			for len(before) > 0 && bytes.Compare(before[0].key, key) < 0 {
				before = before[1:]
			}
			return before[:min(1, len(before))], true
		}, nil)
		now.collections[name] = append([]part{}, list...)
		count += values(list)
		return ok && ascending(list), true
	})
	if !ok || c.space() < len(doc) {
		return now, false
	}
	for _, p := range parts {
		name := string(bytes.Trim(p.key, `"`))
		if _, twice := now.rest[name]; twice {
			return now, false
		}
		now.rest[name] = p
	}
	return now, count+values(parts)+len(now.collections) <= maxValues
}

// ascending reports whether the keys are in order, and none is there twice.
func ascending(list []part) bool {
	for i := 1; i < len(list); i++ {
		if bytes.Compare(list[i-1].key, list[i].key) >= 0 {
			return false
		}
	}
	return true
}

// values returns the number of values of an object as package jsonlimit counts: a bracket,
// its contents, and the commas.
func values(parts []part) int {
	n := max(1, len(parts))
	for _, p := range parts {
		n += p.count
	}
	return n
}

// reduced returns the document without the reused parts.
func (d *Series) reduced() []byte {
	out := []byte("{")
	separate := func() {
		if out[len(out)-1] != '{' {
			out = append(out, ',')
		}
	}
	member := func(p part) {
		if !p.kept {
			separate()
			out = append(append(append(out, p.key...), ':'), p.value...)
		}
	}
	for _, name := range collections {
		if list, has := d.collections[name]; has {
			separate()
			out = fmt.Appendf(out, "%q:{", name)
			for _, p := range list {
				member(p)
			}
			out = append(out, '}')
		}
	}
	for _, p := range Sorted(d.rest) {
		member(p)
	}
	return append(out, '}')
}

// takeOver adds the reused parts of the previous snapshot.
func (d *Series) takeOver(s, last *Snapshot) {
	keep(d.collections["methods"], s.Methods, last.Methods)
	keep(d.collections["constructors"], s.Constructors, last.Constructors)
	keep(d.collections["types"], s.Types, last.Types)
	for name, p := range d.rest {
		if !p.kept {
			continue
		}
		switch name {
		case "announced":
			s.Announced = last.Announced
		case "error_table":
			s.ErrorTable = last.ErrorTable
		case "layers":
			s.Layers = last.Layers
		case "order":
			s.Order = last.Order
		case "schemas":
			s.Schemas = last.Schemas
		}
	}
}

func keep[T any](parts []part, now, last map[string]*T) {
	for _, p := range parts {
		if p.kept {
			name := string(p.key[1 : len(p.key)-1])
			now[name] = last[name]
		}
	}
}

// countValues counts values as package jsonlimit does.
func countValues(b []byte) int { return jsonlimit.Count(b, maxValues) }
