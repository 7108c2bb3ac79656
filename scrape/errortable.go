package scrape

import (
	"context"
	"errors"
	"io/fs"
	"net/http"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// errorTablePath is where the site keeps its own table of errors.
const errorTablePath = "/api/errors.json"

// addErrorTable gets the site's own table of errors. A site without one is not a
// failure; a site that has one and fails to send it is.
func (c *crawler) addErrorTable(ctx context.Context, s *model.Snapshot) error {
	p, err := c.get(ctx, address{path: errorTablePath, kind: page.KindErrors, cache: CacheRevalidate})
	var pageErr *PageError
	switch {
	case err == nil:
		s.ErrorTable = p.ErrorTable
	case absent(err):
		c.Log.Info("the site has no table of errors", "page", errorTablePath)
	case c.AllowPartial && errors.As(err, &pageErr):
		s.Partial = append(s.Partial, errorTablePath)
	default:
		return err
	}
	return nil
}

// absent reports whether the site, or the mirror, does not have an optional page: it
// says so, robots.txt disallows it, or another page is at its address.
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
