package scrape

import (
	"context"
	"errors"
	"io/fs"
	"net/http"

	"github.com/tlcrawl/tlcrawl/model"
)

// errorTablePath is where the site keeps its own table of errors.
const errorTablePath = "/api/errors.json"

// addErrorTable asks for the site's own table of errors. A site that has none is no
// failure; one that has, and cannot send it, is.
func (c *crawler) addErrorTable(ctx context.Context, s *model.Snapshot) error {
	p, err := c.ask(ctx, address{path: errorTablePath, kind: PageErrors, trust: TrustUnchanged})
	var page *PageError
	switch {
	case err == nil:
		s.ErrorTable = p.ErrorTable
	case absent(err):
		c.Log.Info("the site has no table of errors", "page", errorTablePath)
	case c.AllowPartial && errors.As(err, &page):
		s.Partial = append(s.Partial, errorTablePath)
	default:
		return err
	}
	return nil
}

// absent tells whether the site, or the mirror, does not have a page at all, does not want
// it crawled, or has another page in its place, however often it is asked.
func absent(err error) bool {
	var (
		page    *PageError
		stub    *StubError
		foreign *ForeignError
		name    *NameError
		robots  interface{ ByRobots() bool }
	)
	return errors.As(err, &stub) || errors.As(err, &name) || errors.As(err, &foreign) && !foreign.EndsCrawl() ||
		errors.As(err, &page) && (page.Status == http.StatusNotFound || page.Status == http.StatusGone) ||
		errors.As(err, &robots) && robots.ByRobots() || errors.Is(err, fs.ErrNotExist)
}
