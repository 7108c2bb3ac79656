package scrape

import "github.com/tlcrawl/tlcrawl/model"

// Schema is what /schema says: every combinator of the layer, in its order.
type Schema struct {
	Constructors []model.Combinator
	Methods      []model.Combinator
}

// MarshalJSON writes the lines, which say all.
func (s *Schema) MarshalJSON() ([]byte, error) { return marshalLines(s) }

func (d *document) schema() (*Schema, error) {
	lines, err := d.scheme()
	if err != nil {
		return nil, err
	}
	s := &Schema{}
	for _, l := range lines {
		d.lines = append(d.lines, l.Combinator)
		if l.function {
			s.Methods = append(s.Methods, l.Combinator)
		} else {
			s.Constructors = append(s.Constructors, l.Combinator)
		}
	}
	if len(s.Methods) == 0 || len(s.Constructors) == 0 {
		return nil, &LayoutError{Want: "schema of constructors and functions"}
	}
	return s, nil
}
