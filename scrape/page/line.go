package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
)

// Line is what `tlcrawl parse` prints of a page, one JSON object per line.
type Line struct {
	File string `json:"file"`
	// Kind is that of the page, or "missing".
	Kind   string        `json:"kind"`
	Layer  *int          `json:"layer"`
	Layers []model.Layer `json:"layers"`
	Entity any           `json:"entity"`
}

// NewLine returns the line of a page read from file, or of a missing page, if err says so.
// It returns every other error.
func NewLine(file string, p *Page, err error) (Line, error) {
	var missing *MissingPageError
	if errors.As(err, &missing) {
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
	var e Encoder
	b, err := e.line(l)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// Encoder encodes lines. It encodes the list of layers, which is the same on all pages of a
// site, once. The zero value is ready to use. It is safe for concurrent use.
type Encoder struct {
	mu     sync.Mutex
	list   []model.Layer // the last encoded list, and its JSON
	layers []byte
}

// Encode returns the line of a page as NewLine does, encoded, with a line break.
func (e *Encoder) Encode(file string, p *Page, err error) ([]byte, error) {
	l, err := NewLine(file, p, err)
	if err != nil {
		return nil, err
	}
	return e.line(l)
}

// line writes the members one by one: json.Marshal would check and copy the encoded
// list again.
func (e *Encoder) line(l Line) ([]byte, error) {
	layers, err := e.encodeLayers(l.Layers)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(len(layers) + 4<<10)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	member := func(key string, v any) error {
		b.WriteString(key)
		if err := enc.Encode(v); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the line break
		return nil
	}
	if err := member(`{"file":`, l.File); err != nil {
		return nil, err
	}
	b.WriteString(`,"kind":"` + l.Kind + `","layer":`)
	if l.Layer != nil {
		b.WriteString(strconv.Itoa(*l.Layer))
	} else {
		b.WriteString("null")
	}
	b.WriteString(`,"layers":`)
	b.Write(layers)
	if err := member(`,"entity":`, l.Entity); err != nil {
		return nil, err
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

func (e *Encoder) encodeLayers(list []model.Layer) ([]byte, error) {
	if len(list) == 0 {
		return []byte("[]"), nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(list) == len(e.list) && &list[0] == &e.list[0] { // a Reader returns the same list
		return e.layers, nil
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(list); err != nil {
		return nil, err
	}
	e.list, e.layers = list, bytes.TrimSuffix(b.Bytes(), []byte("\n"))
	return e.layers, nil
}
