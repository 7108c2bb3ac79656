package scrape

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// get fetches and reads one page. A retryable one is requested again before it counts.
// Its errors are PageErrors, except those of the context and those that end the crawl. The
// buffer, if there is one, is for its body.
func (c *crawler) get(ctx context.Context, a address, buffer *bytes.Buffer) (*page.Page, error) {
	request := Request{Path: a.path, Cache: a.cache, Layer: a.layer, Buffer: buffer}
	attempts := c.MaxAttempts
	if a.linked {
		attempts = 1
	}
	for attempt := 1; ; attempt++ {
		p, r, err := c.once(ctx, a, request)
		if err == nil {
			return p, c.recordPage(a, r)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var (
			missing  *page.MissingPageError
			mismatch *model.IDError
		)
		isMissing, isMismatch := errors.As(err, &missing), errors.As(err, &mismatch)
		switch {
		case r != nil && a.extra && isA[*NoSchemaError](err):
			return nil, cmp.Or(c.recordPage(a, r), err) // the page is complete
		case isMismatch && (r.FromCache || attempt >= attempts):
			return p, c.recordPage(a, r) // the site repeats it
		case r != nil && r.FromCache && !isMissing && request.Cache != CacheBypass:
			request.Cache = CacheBypass // the stored copy is useless, which is not an attempt
			attempt--
			continue
		case isMissing && r != nil && (r.FromCache || attempt >= attempts):
			return nil, cmp.Or(c.recordPage(a, r), err)
		case attempt >= attempts || !retryable(err):
			return nil, err
		}
		request.Cache = CacheBypass
		if err := c.wait(ctx, a, attempt, err); err != nil {
			return nil, err
		}
	}
}

// isA reports whether an error is, or wraps, one of a type.
func isA[E error](err error) bool {
	var e E
	return errors.As(err, &e)
}

// maxText bounds the text of all pages of a crawl: about twenty times that of the real
// site.
const maxText = 256 << 20

// wait waits before a page is retried, twice as long each time.
func (c *crawler) wait(ctx context.Context, a address, attempt int, cause error) error {
	c.retries.Add(1)
	c.Log.Info("retrying", "page", a.path, "attempt", attempt+1, "cause", errors.Unwrap(cause))
	select {
	case <-time.After(c.InitialBackoff << (attempt - 1)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// recordPage hands an accepted page to a source that records pages.
func (c *crawler) recordPage(a address, r *Response) error {
	if recorder, ok := c.source.(Recorder); ok {
		r.Layer = a.layer
		return recorder.Record(a.path, r)
	}
	return nil
}

// once fetches and reads one page. A panic on the way becomes the page's error. A page
// with a checksum mismatch comes with a model.IDError.
func (c *crawler) once(ctx context.Context, a address, request Request) (p *page.Page, r *Response, err error) {
	defer func() {
		if v := recover(); v != nil {
			p, err = nil, &PageError{URL: c.url(a.path), Err: fmt.Errorf("internal error: reading the page panicked: %v; please report it", v)}
		}
	}()
	if r, err = c.source.Get(ctx, request); err != nil {
		return nil, nil, err
	}
	if p, err = c.reader.Parse(r.Body); err == nil {
		err = a.check(p)
	}
	if err == nil && c.text.Add(int64(p.Size)) > maxText {
		return nil, r, &TextError{maxText}
	}
	if err != nil {
		return nil, r, &PageError{URL: c.url(a.path), Status: r.Status, Err: err}
	}
	if p.ChecksumMismatch != nil {
		return p, r, &PageError{URL: c.url(a.path), Status: r.Status, Err: p.ChecksumMismatch}
	}
	return p, r, nil
}
