package upstream

import (
	"cmp"
	"fmt"
	"regexp"
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

// lines are the lines of a schema by what identifies them.
type lines map[string]line

// form is how the lines of a schema are identified and compared.
type form int

const (
	// formAPI: by kind and name.
	formAPI form = iota
	// formMTProto: by name. The site calls methods without a result constructors.
	formMTProto
	// formEndToEnd: by the text without the name, as the site has a name once per layer and
	// clients then add a number to it.
	formEndToEnd
)

// form is that of the schema that the source is compared with.
func (s Source) form() form {
	switch s.Against {
	case model.SchemaMTProto:
		return formMTProto
	case model.SchemaEndToEnd:
		return formEndToEnd
	}
	return formAPI
}

// bytesType matches the type bytes, which is the same as string on the wire. Clients write
// either in schemas other than the API's.
var bytesType = regexp.MustCompile(`([:?<])bytes\b`)

func (l lines) add(f form, kind model.Kind, tl string) {
	if tl == "" {
		return
	}
	head, rest, _ := strings.Cut(tl, " ")
	name, _, _ := strings.Cut(head, "#")
	if kind == model.KindConstructor && BuiltIn(name) {
		return
	}
	if f != formAPI {
		rest = bytesType.ReplaceAllString(rest, "${1}string")
	}
	key := string(kind) + " " + name
	switch f {
	case formMTProto:
		key = name
	case formEndToEnd:
		key = rest
	}
	l[key] = line{Entity{kind, name}, rest}
}

// apiLines are the lines of the API's schema; also those of a source, whatever it is a
// schema of.
func apiLines(s *model.Snapshot, f form) lines {
	l := lines{}
	for _, m := range s.Methods {
		l.add(f, model.KindMethod, cmp.Or(m.SchemaTL, m.TL))
	}
	for _, c := range s.Constructors {
		l.add(f, model.KindConstructor, cmp.Or(c.SchemaTL, c.TL))
	}
	return l
}

// schemaLines are the lines of another schema.
func schemaLines(s *model.Snapshot, name string, f form) lines {
	l := lines{}
	if other := s.Schemas[name]; other != nil {
		for _, c := range other.Combinators {
			l.add(f, c.Kind, c.TL)
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
	switch {
	case s.Kind == KindErrors:
		return tableLines(snapshot)
	case s.other() && snapshot.Schemas[s.Against] != nil:
		return schemaLines(snapshot, s.Against, s.form())
	default:
		return apiLines(snapshot, s.form())
	}
}

// siteLines are what a snapshot of the site has to compare with the source.
func (s Source) siteLines(snapshot *model.Snapshot) lines {
	switch {
	case s.Kind == KindErrors:
		return tableLines(snapshot)
	case s.other():
		return schemaLines(snapshot, s.Against, s.form())
	default:
		return apiLines(snapshot, formAPI)
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
