package model

import (
	"fmt"
	"strings"
)

// The names of the site's schemas. SchemaAPI is the schema of the snapshot itself,
// in Methods and Constructors; the others are in Schemas.
const (
	SchemaAPI      = "api"
	SchemaMTProto  = "mtproto"
	SchemaEndToEnd = "end-to-end"
)

// Schema is a schema other than the API's, in the order of its page. Two lines may
// have the same name: the end-to-end schema repeats a name in each layer that
// changed it.
type Schema struct {
	Combinators []SchemaLine `json:"combinators"`
}

// SchemaLine is a line of a Schema. Its name and its layer identify it.
type SchemaLine struct {
	// Kind is KindConstructor or KindMethod.
	Kind Kind `json:"kind"`
	// Layer is the layer that introduced the line, 0 in a schema without layers.
	Layer int `json:"layer,omitempty"`
	// TL is the line as the site prints it, without semicolon.
	TL string `json:"tl"`
}

// Name is the name of the combinator.
func (l SchemaLine) Name() string {
	head, _, _ := strings.Cut(l.TL, " ")
	name, _, _ := strings.Cut(head, "#")
	return name
}

// LayerLine is the line of an entity in one layer of the end-to-end schema.
type LayerLine struct {
	Layer int    `json:"layer"`
	TL    string `json:"tl"`
}

func validateSchemas(schemas map[string]*Schema) error {
	for name, schema := range Sorted(schemas) {
		field := "schemas." + name
		switch {
		case name != SchemaMTProto && name != SchemaEndToEnd:
			return &DecodeError{Field: "schemas", Err: fmt.Errorf("invalid schema %.80q (want %s or %s)", name, SchemaMTProto, SchemaEndToEnd)}
		case schema == nil:
			return &DecodeError{Field: field, Err: errNull}
		}
		for i, l := range schema.Combinators {
			if err := l.validate(); err != nil {
				return &DecodeError{Field: fmt.Sprintf("%s.combinators[%d]", field, i), Err: err}
			}
		}
	}
	return nil
}

func (l SchemaLine) validate() error {
	switch {
	case l.Kind != KindConstructor && l.Kind != KindMethod:
		return fmt.Errorf("invalid kind %.80q (want %s or %s)", l.Kind, KindConstructor, KindMethod)
	case l.Layer < 0:
		return fmt.Errorf("invalid layer %d", l.Layer)
	}
	return CheckName(l.Name())
}

func validateLines(field string, lines []LayerLine) error {
	for i, l := range lines {
		switch {
		case l.Layer < 0:
			return &DecodeError{Field: fmt.Sprintf("%s.lines[%d].layer", field, i), Err: fmt.Errorf("invalid layer %d", l.Layer)}
		case l.TL == "":
			return &DecodeError{Field: fmt.Sprintf("%s.lines[%d].tl", field, i), Err: errEmpty}
		}
	}
	return nil
}
