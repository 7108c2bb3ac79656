// Package jsonlimit reads JSON documents of untrusted size.
//
// A few bytes of JSON can take many times as much memory when they are decoded: [{},{}]
// a struct for three bytes. The package bounds the number of values before anything is
// decoded. It does not check the syntax; encoding/json does.
package jsonlimit

import (
	"bytes"
	"fmt"
	"io"
)

// Error says which limit a document exceeds.
type Error struct{ text string }

func (e *Error) Error() string { return e.text }

// Read reads a document of at most size bytes and values values, without the byte order
// mark that some editors write. Its errors are Errors and those of r.
func Read(r io.Reader, size, values int) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
	if err != nil {
		return nil, err
	}
	if err := NewMeter(size, values).Add(b); err != nil {
		return nil, err
	}
	return bytes.TrimPrefix(b, []byte("\ufeff")), nil
}

// Meter checks a document that comes in parts against the limits of Read.
type Meter struct{ size, values, maxSize, maxValues int }

// NewMeter returns a Meter of a document of at most size bytes and values values.
func NewMeter(size, values int) *Meter { return &Meter{maxSize: size, maxValues: values} }

// Add adds a part, which does not end inside a string. It returns an Error as soon as Read
// would reject the document.
func (m *Meter) Add(part []byte) error {
	if m.size += len(part); m.size > m.maxSize {
		return &Error{fmt.Sprintf("larger than %d MB", m.maxSize>>20)}
	}
	if m.values += Count(part, m.maxValues); m.values > m.maxValues {
		return &Error{fmt.Sprintf("more than %d values", m.maxValues)}
	}
	return nil
}

// Count counts the values of a document, at most one more than limit: objects, lists, and
// what follows a comma.
func Count(b []byte, limit int) int {
	n := 0
	for i := 0; i < len(b) && n <= limit; i++ {
		switch b[i] {
		case '{', '[', ',':
			n++
		case '"':
			for i++; i < len(b) && b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
		}
	}
	return n
}
