package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// official is the schema as the site serves it at /schema/json
// (https://core.telegram.org/schema/json): ids are signed numbers in decimal, type
// variables are not declared.
type official struct {
	Constructors []officialLine `json:"constructors"`
	Methods      []officialLine `json:"methods"`
}

type officialLine struct {
	ID        string `json:"id"`
	Predicate string `json:"predicate"`
	Method    string `json:"method"`
	Params    []struct {
		Name string `json:"name"`
		Type string `json:"type"`
	} `json:"params"`
	Type string `json:"type"`
}

// EntryError says which entry of /schema/json cannot be read, and why.
type EntryError struct {
	// Field is its path: constructors[3]
	Field string
	Err   error
}

func (e *EntryError) Error() string { return fmt.Sprintf("field %s: %v", e.Field, e.Err) }

func (e *EntryError) Unwrap() error { return e.Err }

// ReadJSON reads the site's /schema/json into a snapshot, as Read does a .tl file. It
// says no layer. Its errors are EntryErrors, ErrNoSchema, and those of r and of
// encoding/json.
func ReadJSON(r io.Reader) (*model.Snapshot, error) {
	var o official
	if err := json.NewDecoder(r).Decode(&o); err != nil {
		return nil, fmt.Errorf("no schema in JSON: %w", err)
	}
	s := model.New("", 0)
	for _, room := range []struct {
		name     string
		lines    []officialLine
		function bool
	}{{"constructors", o.Constructors, false}, {"methods", o.Methods, true}} {
		for i, l := range room.lines {
			c, err := l.combinator()
			if err != nil {
				return nil, &EntryError{fmt.Sprintf("%s[%d]", room.name, i), err}
			}
			add(s, c, room.function)
		}
	}
	if len(s.Methods)+len(s.Constructors) == 0 {
		return nil, ErrNoSchema
	}
	return s, nil
}

// combinator writes the entry as a line, and reads that.
func (l officialLine) combinator() (model.Combinator, error) {
	name := l.Predicate + l.Method
	if l.Predicate != "" && l.Method != "" {
		return model.Combinator{}, errors.New("it is a predicate and a method")
	}
	id, err := strconv.ParseInt(l.ID, 10, 64)
	if err != nil || int64(int32(id)) != id && int64(uint32(id)) != id {
		return model.Combinator{}, fmt.Errorf("%q is no id", l.ID)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s#%x", name, uint32(id))
	if l.Type == "Vector t" {
		b.WriteString(" {t:Type} # [ t ]")
		l.Params = nil
	}
	for _, v := range l.variables() {
		fmt.Fprintf(&b, " {%s:Type}", v)
	}
	for _, p := range l.Params {
		fmt.Fprintf(&b, " %s:%s", p.Name, p.Type)
	}
	return model.ParseCombinator(b.String() + " = " + l.Type)
}

// variables are the type variables that parameters use: X of query:!X
func (l officialLine) variables() []string {
	var list []string
	seen := map[string]bool{}
	for _, p := range l.Params {
		if _, v, ok := strings.Cut(p.Type, "!"); ok && !seen[v] {
			seen[v] = true
			list = append(list, v)
		}
	}
	return list
}
