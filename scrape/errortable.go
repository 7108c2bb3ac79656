package scrape

import (
	"context"
	"errors"
	"io/fs"
	"net/http"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// errorTablePath is the path of the site's own table of errors.
const errorTablePath = "/api/errors.json"

// addErrorTable gets the site's own table of errors. A site without one is not a
// failure; a site that has one and fails to send it is.
func (c *crawler) addErrorTable(ctx context.Context, s *model.Snapshot) error {
	p, err := c.optional(ctx, s, address{path: errorTablePath, kind: page.KindErrors, cache: CacheRevalidate})
	if p != nil {
		s.ErrorTable = p.ErrorTable
	}
	return err
}

// addSchemas gets the site's other schemas. A site may lack them.
func (c *crawler) addSchemas(ctx context.Context, s *model.Snapshot) error {
	for _, name := range []string{model.SchemaMTProto, model.SchemaEndToEnd} {
		p, err := c.optional(ctx, s, address{path: "/schema/" + name, kind: page.KindSchema, name: name, cache: CacheRevalidate})
		if err != nil {
			return err
		}
		if p != nil {
			if s.Schemas == nil {
				s.Schemas = map[string]*model.Schema{}
			}
			s.Schemas[name] = &model.Schema{Combinators: p.Schema.Combinators}
		}
	}
	return nil
}

// optional gets a page that a site may lack; it is nil then.
func (c *crawler) optional(ctx context.Context, s *model.Snapshot, a address) (*page.Page, error) {
	p, err := c.get(ctx, a, nil)
	switch {
	case err == nil:
		return p, nil
	case absent(err):
		c.Log.Info("the site does not have an optional page", "page", a.path)
		return nil, nil
	case c.AllowPartial && isA[*PageError](err):
		s.Partial = append(s.Partial, a.path)
		return nil, nil
	}
	return nil, err
}

// absent reports whether the site, or the mirror, does not have an optional page: it is a
// missing page, robots.txt disallows it, or another page is at its address.
func absent(err error) bool {
	var (
		pageErr    *PageError
		missing    *page.MissingPageError
		unexpected *page.UnexpectedPageError
		name       *NameError
		robots     RobotsError
	)
	return errors.As(err, &missing) || errors.As(err, &name) || errors.As(err, &unexpected) && !unexpected.EndsCrawl() ||
		errors.As(err, &pageErr) && (pageErr.Status == http.StatusNotFound || pageErr.Status == http.StatusGone) ||
		errors.As(err, &robots) && robots.ByRobots() || errors.Is(err, fs.ErrNotExist)
}
