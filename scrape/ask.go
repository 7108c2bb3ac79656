package scrape

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// address is one page of the index.
type address struct {
	path string
	kind PageKind
	name string
	// layer is the one that the page must show, 0 for any.
	layer int
	// extra marks a page that the schema does not know.
	extra bool
	// trust says whether a kept page will do.
	trust Trust
}

// check makes sure that a page is the one that was asked for.
func (a address) check(p *Page) error {
	if p.Kind != a.kind || p.Name != a.name {
		got := string(p.Kind)
		if p.Name != "" {
			got += " " + p.Name
		}
		want := string(a.kind)
		if a.name != "" {
			want += " " + a.name
		}
		return &NameError{Want: want, Got: got}
	}
	switch {
	case a.layer == 0 || p.Layer == a.layer:
		return nil
	case p.Layer == 0:
		return &LayoutError{Want: "layer"}
	default:
		return &LayerError{Want: a.layer, Got: p.Layer}
	}
}

// ask gets one page and reads it. A doubtful page is asked for again before it is
// believed. Its errors are PageErrors, but for those of the context and those that
// end the crawl.
func (c *crawler) ask(ctx context.Context, a address) (*Page, error) {
	request := Request{Path: a.path, Trust: a.trust, Layer: a.layer}
	for try := 1; ; try++ {
		p, r, err := c.once(ctx, a, request)
		if err == nil {
			return p, c.keep(a, r)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var (
			stub *StubError
			id   *model.IDError
		)
		isStub, isOdd := errors.As(err, &stub), errors.As(err, &id)
		switch {
		case isOdd && (r.Kept || try >= c.Tries):
			p.Unproven = true // the site says so again and again
			return p, c.keep(a, r)
		case r != nil && r.Kept && !isStub && request.Trust != TrustNothing:
			request.Trust = TrustNothing // what was kept is of no use, for whatever reason
			try--
			continue
		case isStub && r != nil && (r.Kept || try >= c.Tries):
			return nil, cmp.Or(c.keep(a, r), err)
		case try >= c.Tries || !doubtful(err):
			return nil, err
		}
		request.Trust = TrustNothing
		if err := c.pause(ctx, a, try, err); err != nil {
			return nil, err
		}
	}
}

// pause waits before a page is asked for again, longer each time.
func (c *crawler) pause(ctx context.Context, a address, try int, because error) error {
	c.again.Add(1)
	c.Log.Info("asking again", "page", a.path, "try", try+1, "because", errors.Unwrap(because))
	select {
	case <-time.After(c.Pause << (try - 1)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// keep lets the source keep a page that is believed.
func (c *crawler) keep(a address, r *Response) error {
	if k, ok := c.source.(Keeper); ok {
		r.Layer = a.layer
		return k.Keep(a.path, r)
	}
	return nil
}

// once gets and reads one page. A panic on the way is that page's error. A page whose
// lines do not prove themselves comes with an IDError.
func (c *crawler) once(ctx context.Context, a address, request Request) (p *Page, r *Response, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			p, err = nil, &PageError{URL: c.url(a.path), Err: fmt.Errorf("the page cannot be read: %v; please report it", broken)}
		}
	}()
	if r, err = c.source.Get(ctx, request); err != nil {
		return nil, nil, err
	}
	if p, err = c.reader.Parse(r.Body); err == nil {
		err = a.check(p)
	}
	if err == nil {
		if p.unproven != nil {
			return p, r, &PageError{URL: c.url(a.path), Status: r.Status, Err: p.unproven}
		}
	}
	if err != nil {
		return nil, r, &PageError{URL: c.url(a.path), Status: r.Status, Err: err}
	}
	return p, r, nil
}

// entityAddress is the address of an entity's page.
func entityAddress(kind model.Kind, name string, layer int) address {
	return address{path: EntityPath(kind, name), kind: PageKind(kind), name: name, layer: layer}
}
