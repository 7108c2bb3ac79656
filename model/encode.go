package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
)

// Encode writes s as canonical JSON: sorted keys, indented, with a final newline. The same
// snapshot gives the same bytes. It writes nothing of an invalid snapshot; after any other
// error, such as one of w or of a size that Decode would reject, a part may be written.
//
// It encodes one entity after the other: new memory for all of them takes most of the time.
func Encode(w io.Writer, s *Snapshot) error {
	if err := s.Validate(); err != nil {
		return err
	}
	e := newEncoder(w)
	frame := *s // everything but the entities
	frame.Constructors, frame.Methods, frame.Types = emptied(s.Constructors), emptied(s.Methods), emptied(s.Types)
	rest := e.indented(nil, &frame, 0)
	rest = entities(e, rest, "constructors", s.Constructors)
	rest = entities(e, rest, "methods", s.Methods)
	rest = entities(e, rest, "types", s.Types)
	e.write(append(rest, '\n'))
	return e.err
}

// Marshal returns what Encode writes, or nothing.
func Marshal(s *Snapshot) ([]byte, error) {
	var b bytes.Buffer
	if err := Encode(&b, s); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// emptied returns an empty map, or nil for nil.
func emptied[E any](m map[string]*E) map[string]*E {
	if m == nil {
		return nil
	}
	return map[string]*E{}
}

// encoder writes a document in parts. It remembers its first error, and does nothing then.
type encoder struct {
	w       io.Writer
	json    *json.Encoder
	compact bytes.Buffer // its output
	meter   *jsonlimit.Meter
	err     error
}

func newEncoder(w io.Writer) *encoder {
	e := &encoder{w: w, meter: jsonlimit.NewMeter(MaxSize, maxValues)}
	e.json = json.NewEncoder(&e.compact)
	e.json.SetEscapeHTML(false)
	return e
}

// indented appends the JSON of a value to b, at a depth.
func (e *encoder) indented(b []byte, v any, depth int) []byte {
	e.compact.Reset()
	if err := e.json.Encode(v); err != nil && e.err == nil {
		e.err = err
	}
	return indent(b, bytes.TrimSuffix(e.compact.Bytes(), []byte("\n")), depth)
}

// write writes a part of the document, if Decode would read all of it.
func (e *encoder) write(part []byte) {
	if e.err != nil {
		return
	}
	if err := e.meter.Add(part); err != nil {
		e.err = &DecodeError{Err: fmt.Errorf("it could not be read back: %w", err)}
		return
	}
	_, e.err = e.w.Write(part)
}

// entities writes the frame up to a key that is empty there, and the entities of that key.
// It returns the rest of the frame.
func entities[E any](e *encoder, frame []byte, key string, m map[string]*E) (rest []byte) {
	if len(m) == 0 {
		return frame
	}
	line := fmt.Sprintf("\n  %q: {", key) // not in a text, which has no line breaks
	before, rest, _ := bytes.Cut(frame, []byte(line+"}"))
	e.write(before)
	part := []byte(line)
	for i, name := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			part = append(part[:0], ',')
		}
		part = e.indented(newLine(part, 2), name, 2)
		part = e.indented(append(part, ": "...), m[name], 2)
		e.write(part)
	}
	e.write(append(newLine(part[:0], 1), '}'))
	return rest
}
