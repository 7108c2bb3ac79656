package fetch

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"sync"
)

// bodies reads answers into memory.
type bodies struct{ buffers sync.Pool } // of *bytes.Buffer

// read reads the body of an answer to its end, and tells how many bytes it has. One that
// has more than limit is a TooLargeError.
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

// inbox is where the body of the last answer to a request is left. What comes through
// colly was copied several times; a crawl would take up twice the memory for that.
type inbox struct{ body []byte }

type inboxKey struct{}

// withInbox has the bodies of what is asked for with the context left in an inbox.
func withInbox(ctx context.Context) (context.Context, *inbox) {
	in := new(inbox)
	return context.WithValue(ctx, inboxKey{}, in), in
}

// deliver gives an answer its body: in the inbox of who asked, else to be read.
func deliver(ctx context.Context, resp *http.Response, body []byte) {
	if in, ok := ctx.Value(inboxKey{}).(*inbox); ok {
		in.body = body
		resp.Body, resp.Uncompressed = http.NoBody, true // there is nothing left to unpack
		return
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
}
