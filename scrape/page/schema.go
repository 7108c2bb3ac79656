package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/model"
)

// Schema is the content of /schema, or of a page of one of the site's other schemas: every
// combinator, in the order of the page.
type Schema struct {
	// Name is model.SchemaAPI, SchemaMTProto or SchemaEndToEnd.
	Name string
	// Combinators are the lines as the page prints them.
	Combinators []model.SchemaLine
	// Constructors and Methods are those of the API's schema, parsed.
	Constructors []model.Combinator
	Methods      []model.Combinator
}

// MarshalJSON writes the lines. Those of the API are also written as two lists, under the
// original keys.
func (s *Schema) MarshalJSON() ([]byte, error) {
	doc := struct {
		Schema       string             `json:"schema"`
		Combinators  []model.SchemaLine `json:"combinators"`
		Constructors []string           `json:"constructors,omitempty"`
		Methods      []string           `json:"methods,omitempty"`
	}{Combinators: s.Combinators, Schema: s.Name}
	for _, c := range s.Constructors {
		doc.Constructors = append(doc.Constructors, c.Line)
	}
	for _, c := range s.Methods {
		doc.Methods = append(doc.Methods, c.Line)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// schema reads the page of a schema.
func (d *document) schema(p *Page, cache *lineCache) error {
	s := &Schema{Name: d.name}
	var err error
	if d.name == "" {
		s.Name = model.SchemaAPI
		err = d.apiSchema(s, p, cache)
	} else {
		err = d.otherSchema(s)
	}
	p.Schema = s
	return err
}

// apiSchema reads /schema, the schema of a crawl.
func (d *document) apiSchema(s *Schema, p *Page, cache *lineCache) error {
	block, err := d.tlBlock(cache)
	if err != nil {
		return err
	}
	for _, l := range block.lines {
		if p.ChecksumMismatch == nil {
			p.ChecksumMismatch = l.mismatch
		}
		kind := model.KindConstructor
		if l.function {
			kind = model.KindMethod
			s.Methods = append(s.Methods, l.Combinator)
		} else {
			s.Constructors = append(s.Constructors, l.Combinator)
		}
		s.Combinators = append(s.Combinators, model.SchemaLine{Kind: kind, TL: l.Line})
	}
	if len(s.Methods) == 0 || len(s.Constructors) == 0 {
		return &LayoutError{Want: "schema of constructors and functions"}
	}
	return nil
}

// otherSchema reads /schema/mtproto or /schema/end-to-end. Their lines use more of the
// TL language than those of the API and are kept as they are.
func (d *document) otherSchema(s *Schema) error {
	text, ok := d.schemaText()
	if !ok {
		return &LayoutError{Want: "schema"}
	}
	err := blockLines(text, func(line string, function bool, layer int) error {
		line, _, _ = strings.Cut(line, "//")
		line = strings.TrimRight(line, "; ")
		l := model.SchemaLine{Kind: model.KindConstructor, Layer: layer, TL: line}
		if function {
			l.Kind = model.KindMethod
		}
		if !strings.Contains(line, " = ") {
			return fmt.Errorf("invalid line %.80q (want NAME#ID PARAMS = RESULT)", line)
		}
		s.Combinators = append(s.Combinators, l)
		return model.CheckName(l.Name())
	})
	if err == nil && len(s.Combinators) == 0 {
		err = errors.New("it has no lines")
	}
	if err != nil {
		return &LayoutError{Want: "schema", Err: err}
	}
	return nil
}

// schemaText returns the text of the page's schema block or, if no block is marked as one,
// of the first preformatted text with a combinator.
func (d *document) schemaText() (string, bool) {
	if text, ok := d.blockText(); ok {
		return text, true
	}
	for n := range under(d.marks.content) {
		if n.DataAtom == atom.Pre {
			if text := allText(n); strings.Contains(text, " = ") {
				return text, true
			}
		}
	}
	return "", false
}
