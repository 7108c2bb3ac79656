package page

import (
	"bytes"
	"cmp"
	"encoding/json"

	"github.com/tlcrawl/tlcrawl/model"
)

// Schema is what /schema says: every combinator of the layer, in its order.
type Schema struct {
	Constructors []model.Combinator
	Methods      []model.Combinator
}

// MarshalJSON writes the lines, which say all.
func (s *Schema) MarshalJSON() ([]byte, error) {
	lines := struct {
		Constructors []string `json:"constructors"`
		Methods      []string `json:"methods"`
	}{}
	for _, c := range s.Constructors {
		lines.Constructors = append(lines.Constructors, c.Line)
	}
	for _, c := range s.Methods {
		lines.Methods = append(lines.Methods, c.Line)
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(lines); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// schema reads /schema, with the first mismatch of an id.
func (d *document) schema(cache *lineCache) (s *Schema, mismatch error, err error) {
	lines, err := d.tlBlock(cache)
	if err != nil {
		return nil, nil, err
	}
	s = &Schema{}
	for _, l := range lines {
		mismatch = cmp.Or(mismatch, l.mismatch)
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
