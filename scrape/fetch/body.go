package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// bodies reads answers into memory, unpacked. What it reads with and into is used again
// for the next answer: net/http, which would unpack as well, makes an unpacker of 80 KB
// for each page of 15.
type bodies struct {
	unpackers sync.Pool // of *gzip.Reader
	buffers   sync.Pool // of *bytes.Buffer
}

// packed asks for an answer that is packed as bodies can unpack it.
func packed(h http.Header) { h.Set("Accept-Encoding", "gzip") }

// read puts in the place of an answer's body one that is in memory, and tells how many
// bytes it has. One that has more than limit is a TooLargeError.
func (b *bodies) read(resp *http.Response, limit int64) (int64, error) {
	from := io.Reader(resp.Body)
	if strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		z, _ := b.unpackers.Get().(*gzip.Reader)
		if z == nil {
			z = new(gzip.Reader)
		}
		defer b.unpackers.Put(z)
		switch err := z.Reset(resp.Body); {
		case errors.Is(err, io.EOF): // no body at all, as HTTP 304 has none
			from = http.NoBody
		case err != nil:
			return 0, err
		default:
			from = z
		}
		resp.Header.Del("Content-Encoding")
		resp.Header.Del("Content-Length")
		resp.ContentLength, resp.Uncompressed = -1, true
	}
	buffer, _ := b.buffers.Get().(*bytes.Buffer)
	if buffer == nil {
		buffer = new(bytes.Buffer)
	}
	buffer.Reset()
	n, err := buffer.ReadFrom(io.LimitReader(from, limit+1))
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
