package schema

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
	"github.com/tlcrawl/tlcrawl/model"
)

// maxValues bounds the values of a document. The real one has about 50,000.
const maxValues = 2 << 20

// official is the schema as the site serves it at /schema/json
// (https://core.telegram.org/schema/json): ids are signed decimal numbers, type
// variables are not declared.
type official struct {
	Constructors []officialLine `json:"constructors"`
	Methods      []officialLine `json:"methods"`
}

type officialLine struct {
	ID        string          `json:"id"`
	Predicate string          `json:"predicate,omitempty"`
	Method    string          `json:"method,omitempty"`
	Params    []officialParam `json:"params"`
	Type      string          `json:"type"`
}

type officialParam struct {
	Name string `json:"name"`
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

// ReadJSON reads the site's /schema/json, as Read reads a .tl file. It has no layer.
// Identical entries count once; two different entries of the same name are an error.
// The errors of ReadJSON are EntryErrors, ErrNoSchema, and those of r and of
// encoding/json.
func ReadJSON(r io.Reader) (*model.Snapshot, error) {
	b, err := jsonlimit.Read(r, MaxSize, maxValues)
	if err != nil {
		return nil, fmt.Errorf("not a schema in JSON: %w", err)
	}
	var o official
	if err := json.Unmarshal(b, &o); err != nil {
		return nil, fmt.Errorf("not a schema in JSON: %w", err)
	}
	p := &parser{snapshot: model.New("", 0), seen: map[definition]seen{}}
	if err := p.addOfficial(o); err != nil {
		return nil, err
	}
	return p.snapshot, nil
}

// addOfficial adds all entries of a schema. One without any is ErrNoSchema.
func (p *parser) addOfficial(o official) error {
	for _, room := range []struct {
		name     string
		lines    []officialLine
		function bool
	}{{"constructors", o.Constructors, false}, {"methods", o.Methods, true}} {
		for i, l := range room.lines {
			p.number, p.function = i, room.function
			c, err := l.combinator()
			if err == nil {
				err = p.add(c)
			}
			if duplicate := (*DuplicateError)(nil); errors.As(err, &duplicate) {
				err = fmt.Errorf("%s is already defined in %s[%d]: %.200q, then %.200q", c.Name, room.name, duplicate.First, duplicate.Lines[0], duplicate.Lines[1])
			}
			if err != nil {
				return &EntryError{fmt.Sprintf("%s[%d]", room.name, i), err}
			}
		}
	}
	if len(p.seen) == 0 {
		return ErrNoSchema
	}
	return nil
}

// combinator formats the entry as a line, and parses it.
func (l officialLine) combinator() (model.Combinator, error) {
	name := l.Predicate + l.Method
	if l.Predicate != "" && l.Method != "" {
		return model.Combinator{}, errors.New("both a predicate and a method")
	}
	id, err := strconv.ParseInt(l.ID, 10, 64)
	if err != nil || int64(int32(id)) != id && int64(uint32(id)) != id {
		return model.Combinator{}, fmt.Errorf("invalid id %.40q (want a decimal number of 32 bits)", l.ID)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s#%x", name, uint32(id))
	if l.Type == "Vector t" {
		b.WriteString(" {t:Type} # [ t ]")
		l.Params = nil
	}
	for _, p := range l.Params {
		fmt.Fprintf(&b, " %s:%s", p.Name, p.Type)
	}
	return model.ParseCombinator(declare(b.String() + " = " + l.Type))
}
