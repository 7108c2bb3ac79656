package scrape

import (
	"bytes"
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
	if a.layer != 0 && p.Layer != a.layer {
		return &LayerError{Want: a.layer, Got: p.Layer}
	}
	return nil
}

// ask gets one page and reads it. A doubtful page is asked for again before it is
// believed. Its errors are PageErrors, but for those of the context.
func (c *crawler) ask(ctx context.Context, a address) (*Page, error) {
	for try := 1; ; try++ {
		p, err := c.once(ctx, a)
		if err == nil {
			return p, nil
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if try >= c.Tries || !doubtful(err) {
			return nil, err
		}
		c.again.Add(1)
		c.Log.Info("asking again", "page", a.path, "try", try+1, "because", errors.Unwrap(err))
		select {
		case <-time.After(c.Pause << (try - 1)):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// once gets and reads one page. A panic on the way is that page's error.
func (c *crawler) once(ctx context.Context, a address) (p *Page, err error) {
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, &PageError{URL: c.url(a.path), Err: fmt.Errorf("the page cannot be read: %v; please report it", r)}
		}
	}()
	r, err := c.source.Get(ctx, a.path)
	if err != nil {
		return nil, c.blame(a, 0, err)
	}
	if p, err = Read(bytes.NewReader(r.Body), c.site); err == nil {
		err = a.check(p)
	}
	if err != nil {
		return nil, c.blame(a, r.Status, err)
	}
	return p, nil
}

// blame makes err the error of a page.
func (c *crawler) blame(a address, status int, err error) error {
	var page *PageError
	if errors.As(err, &page) {
		return err
	}
	return &PageError{URL: c.url(a.path), Status: status, Err: err}
}

// entityAddress is the address of an entity's page.
func entityAddress(kind model.Kind, name string, layer int) address {
	return address{path: EntityPath(kind, name), kind: PageKind(kind), name: name, layer: layer}
}
