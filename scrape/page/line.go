package page

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/tlcrawl/tlcrawl/model"
)

// Line is what `tlcrawl parse` prints of a page, one JSON object a line.
type Line struct {
	File string `json:"file"`
	// Kind is that of the page, or "missing" for a stub.
	Kind   string        `json:"kind"`
	Layer  *int          `json:"layer"`
	Layers []model.Layer `json:"layers"`
	Entity any           `json:"entity"`
}

// NewLine makes the line of a page that was read from file, or of the stub that
// was found there. Every other error is returned.
func NewLine(file string, p *Page, err error) (Line, error) {
	var stub *MissingPageError
	if errors.As(err, &stub) {
		return Line{File: file, Kind: "missing", Layers: []model.Layer{}}, nil
	}
	if err != nil {
		return Line{}, err
	}
	l := Line{File: file, Kind: string(p.Kind), Layers: p.Layers, Entity: p.Entity()}
	if p.Layer != 0 {
		l.Layer = &p.Layer
	}
	if l.Layers == nil {
		l.Layers = []model.Layer{}
	}
	return l, nil
}

// Write writes the line.
func (l Line) Write(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(l)
}
