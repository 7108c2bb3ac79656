package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
)

// bodies reads response bodies into memory.
type bodies struct{ buffers sync.Pool } // of *bytes.Buffer

// read reads a body to its end and returns it with its size. A body larger than limit is
// a TooLargeError.
func (b *bodies) read(resp *http.Response, limit int64) (body []byte, n int64, err error) {
	buffer, _ := b.buffers.Get().(*bytes.Buffer)
	if buffer == nil {
		buffer = new(bytes.Buffer)
	}
	defer b.buffers.Put(buffer)
	buffer.Reset()
	n, err = buffer.ReadFrom(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return nil, n, err
	case n > limit:
		return nil, n, &TooLargeError{limit}
	}
	return bytes.Clone(buffer.Bytes()), n, nil
}

// bodyCapture receives the body of the last response to a request. Bodies passed through
// colly are copied several times, which doubles the memory of a crawl.
type bodyCapture struct{ body []byte }

type captureKey struct{}

// withCapture returns a context whose requests leave their bodies in a bodyCapture.
func withCapture(ctx context.Context) (context.Context, *bodyCapture) {
	captured := new(bodyCapture)
	return context.WithValue(ctx, captureKey{}, captured), captured
}

// setBody sets the body of a response: captured if the caller asked for that, else to be
// read.
func setBody(ctx context.Context, resp *http.Response, body []byte) {
	if captured, ok := ctx.Value(captureKey{}).(*bodyCapture); ok {
		captured.body = body
		resp.Body, resp.Uncompressed = http.NoBody, true // already decompressed
		return
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
}
