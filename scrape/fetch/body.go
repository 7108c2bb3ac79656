package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

type bufferKey struct{}

// withBuffer returns a context whose requests leave the body of the last response in a
// buffer. Bodies passed through colly are copied several times, which doubles the memory of
// a crawl.
func withBuffer(ctx context.Context, buffer *bytes.Buffer) context.Context {
	return context.WithValue(ctx, bufferKey{}, buffer)
}

// readBody reads the body of a response to its end and returns its size: into the buffer
// of the context, if there is one, else to be read from the response. A body larger than
// limit is a TooLargeError.
func readBody(ctx context.Context, resp *http.Response, limit int64) (n int64, err error) {
	buffer, taken := ctx.Value(bufferKey{}).(*bytes.Buffer)
	if !taken {
		buffer = new(bytes.Buffer)
	}
	buffer.Reset()
	n, err = buffer.ReadFrom(io.LimitReader(resp.Body, limit+1))
	switch {
	case err != nil:
		return n, err
	case n > limit:
		return n, &TooLargeError{limit}
	case taken:
		resp.Body, resp.Uncompressed = http.NoBody, true // already decompressed
	default:
		resp.Body = io.NopCloser(buffer)
	}
	return n, nil
}
