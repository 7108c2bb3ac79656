package upstream

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Entity is a method, a constructor or an error that a source or the site has.
type Entity struct {
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
}

func (e Entity) String() string { return string(e.Kind) + " " + e.Name }

// kindError is the kind of entities of an error table.
const kindError model.Kind = "error"

// line is a line of a schema as it is compared: without the ID, which follows from it and
// which some clients leave out.
type line struct {
	Entity
	text string
}

// lines are the lines of a schema by what identifies them: kind and name. A name may occur
// once per layer in the end-to-end schema, and clients then add a number to it: its lines
// are identified by their text without the name.
type lines map[string]line

func (l lines) add(kind model.Kind, tl string, byText bool) {
	if tl == "" {
		return
	}
	head, rest, _ := strings.Cut(tl, " ")
	name, _, _ := strings.Cut(head, "#")
	if kind == model.KindConstructor && BuiltIn(name) {
		return
	}
	key := string(kind) + " " + name
	if byText {
		key = string(kind) + " " + rest
	}
	l[key] = line{Entity{kind, name}, rest}
}

// apiLines are the lines of the API's schema; also those of a source, whatever it is a
// schema of.
func apiLines(s *model.Snapshot, byText bool) lines {
	l := lines{}
	for _, m := range s.Methods {
		l.add(model.KindMethod, cmp.Or(m.SchemaTL, m.TL), byText)
	}
	for _, c := range s.Constructors {
		l.add(model.KindConstructor, cmp.Or(c.SchemaTL, c.TL), byText)
	}
	return l
}

// schemaLines are the lines of another schema.
func schemaLines(s *model.Snapshot, name string, byText bool) lines {
	l := lines{}
	if other := s.Schemas[name]; other != nil {
		for _, c := range other.Combinators {
			l.add(c.Kind, c.TL, byText)
		}
	}
	return l
}

// tableLines are the errors of the site's own table.
func tableLines(s *model.Snapshot) lines {
	l := lines{}
	if s.ErrorTable != nil {
		for _, e := range s.ErrorTable.Errors {
			name := fmt.Sprintf("%d %s", e.Code, e.Type)
			l[name] = line{Entity{kindError, name}, ""}
		}
	}
	return l
}

// lines are what the source has to compare.
func (s Source) lines(snapshot *model.Snapshot) lines {
	snapshot = s.Trim(snapshot)
	switch byText := s.Against == model.SchemaEndToEnd; {
	case s.Kind == KindErrors:
		return tableLines(snapshot)
	case s.other() && snapshot.Schemas[s.Against] != nil:
		return schemaLines(snapshot, s.Against, byText)
	default:
		return apiLines(snapshot, byText)
	}
}

// siteLines are what a snapshot of the site has to compare with the source.
func (s Source) siteLines(snapshot *model.Snapshot) lines {
	switch {
	case s.Kind == KindErrors:
		return tableLines(snapshot)
	case s.other():
		return schemaLines(snapshot, s.Against, s.Against == model.SchemaEndToEnd)
	default:
		return apiLines(snapshot, false)
	}
}

// other reports whether the source is compared with another schema than the API's.
func (s Source) other() bool { return s.Against != "" && s.Against != AgainstAPI }

// contains reports whether all of the other lines are the same here.
func (l lines) contains(other lines) bool {
	for key, o := range other {
		if is, ok := l[key]; !ok || is.text != o.text {
			return false
		}
	}
	return true
}

// missing lists what only the other lines have, by kind and name, methods first.
func (l lines) missing(other lines) []Entity {
	list := []Entity{}
	for key, o := range other {
		if _, ok := l[key]; !ok {
			list = append(list, o.Entity)
		}
	}
	sortEntities(list)
	return slices.Compact(list)
}

// differing lists what both have with different lines.
func (l lines) differing(other lines) []Entity {
	list := []Entity{}
	for key, o := range other {
		if is, ok := l[key]; ok && is.text != o.text {
			list = append(list, o.Entity)
		}
	}
	sortEntities(list)
	return list
}

func sortEntities(list []Entity) {
	slices.SortFunc(list, func(a, b Entity) int {
		return cmp.Or(-cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name)) // methods before constructors
	})
}
