package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Schema is what /schema, /schema/mtproto or /schema/end-to-end says.
type Schema struct {
	// Name is model.SchemaAPI, SchemaMTProto or SchemaEndToEnd.
	Name string
	// Combinators are the lines in the order of the page, as they stand there.
	Combinators []model.SchemaLine
	// Constructors and Methods are the lines of the API's schema, parsed; empty for the
	// others.
	Constructors []model.Combinator
	Methods      []model.Combinator
}

// MarshalJSON writes the lines, which say all.
func (s *Schema) MarshalJSON() ([]byte, error) {
	doc := struct {
		Schema       string             `json:"schema"`
		Combinators  []model.SchemaLine `json:"combinators"`
		Constructors []string           `json:"constructors,omitempty"`
		Methods      []string           `json:"methods,omitempty"`
	}{Schema: s.Name, Combinators: s.Combinators}
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

// schema reads one of the schemas, with the first mismatch of an id in the API's.
func (d *document) schema(cache *lineCache) (s *Schema, mismatch error, err error) {
	if d.name != "" {
		s, err = d.otherSchema()
		return s, nil, err
	}
	b, err := d.tlBlock(cache)
	if err != nil {
		return nil, nil, err
	}
	s = &Schema{Name: model.SchemaAPI}
	for _, l := range b.lines {
		mismatch = cmp.Or(mismatch, l.mismatch)
		s.Combinators = append(s.Combinators, rawLine{text: l.Line, function: l.function}.combinator())
		if l.function {
			s.Methods = append(s.Methods, l.Combinator)
		} else {
			s.Constructors = append(s.Constructors, l.Combinator)
		}
	}
	if len(s.Methods) == 0 || len(s.Constructors) == 0 {
		return nil, nil, &LayoutError{Want: "schema of constructors and functions"}
	}
	return s, mismatch, nil
}

// otherSchema reads the schema of MTProto or of secret chats. Their lines are kept as
// they stand: they use more of the TL language than the API's do.
func (d *document) otherSchema() (*Schema, error) {
	text := ""
	switch pre := d.firstPre(); {
	case d.marks.scheme != nil:
		text = d.blockText()
	case pre != nil:
		text = allText(pre)
	}
	s := &Schema{Name: d.name}
	for line := range rawLines(text) {
		c := line.combinator()
		if !strings.Contains(c.TL, " = ") || model.CheckName(c.Name()) != nil {
			return nil, &LayoutError{Want: "schema", Err: fmt.Errorf("invalid line %.80q", c.TL)}
		}
		s.Combinators = append(s.Combinators, c)
	}
	if len(s.Combinators) == 0 {
		return nil, &LayoutError{Want: "schema"}
	}
	return s, nil
}

// combinator is the line as it stands, without the comment behind it.
func (l rawLine) combinator() model.SchemaLine {
	text, _, _ := strings.Cut(l.text, "//")
	c := model.SchemaLine{Kind: model.KindConstructor, Layer: l.layer, TL: collapseSpace(strings.TrimRight(strings.TrimSpace(text), "; "))}
	if l.function {
		c.Kind = model.KindMethod
	}
	return c
}
