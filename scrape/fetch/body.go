package fetch

import (
	"bytes"
	"io"
	"net/http"
	"sync"
)

// bodies reads answers into memory, each where one before it was.
type bodies struct{ buffers sync.Pool } // of *bytes.Buffer

// read puts in the place of an answer's body one that is in memory, and tells how many
// bytes it has. One that has more than limit is a TooLargeError.
func (b *bodies) read(resp *http.Response, limit int64) (int64, error) {
	buffer, _ := b.buffers.Get().(*bytes.Buffer)
	if buffer == nil {
		buffer = new(bytes.Buffer)
	}
	buffer.Reset()
	n, err := buffer.ReadFrom(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return n, err
	case n > limit:
		return n, &TooLargeError{limit}
	}
	resp.Body = &body{b, buffer}
	return n, nil
}

// body is one that is in memory until it is closed.
type body struct {
	of     *bodies
	buffer *bytes.Buffer
}

func (b *body) Read(p []byte) (int, error) {
	if b.buffer == nil {
		return 0, http.ErrBodyReadAfterClose
	}
	return b.buffer.Read(p)
}

func (b *body) Close() error {
	if b.buffer != nil {
		b.of.buffers.Put(b.buffer)
		b.buffer = nil
	}
	return nil
}
