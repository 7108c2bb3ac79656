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
	if err := Check(b, size, values); err != nil {
		return nil, err
	}
	return bytes.TrimPrefix(b, []byte("\ufeff")), nil
}

// Check returns an Error for a document that Read rejects.
func Check(b []byte, size, values int) error {
	n := 0
	if len(b) <= size {
		n = Count(b, values)
	}
	return CheckCount(len(b), n, size, values)
}

// CheckCount is Check of a document that has bytes and n values.
func CheckCount(bytes, n, size, values int) error {
	switch {
	case bytes > size:
		return &Error{fmt.Sprintf("larger than %d MB", size>>20)}
	case n > values:
		return &Error{fmt.Sprintf("more than %d values", values)}
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
