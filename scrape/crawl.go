package scrape

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// Options say what to crawl and how. The zero value but for Site crawls the pages
// of all methods, four at a time.
type Options struct {
	// Site is the address of the site's root: https://corefork.telegram.org
	Site string
	// Layer is the layer that every page must be of; 0 takes the one that the site
	// shows. To ask for it is the Source's job.
	Layer int
	// Kinds are the kinds whose pages are read. The schema of the others is in the
	// snapshot all the same.
	Kinds []model.Kind
	// Parallel bounds the pages in work at once.
	Parallel int
	// AllowPartial makes a snapshot even where pages failed, and lists them in it.
	AllowPartial bool
	// Tries is how often a doubtful page is asked for before it is believed, and
	// Pause how long to wait before the next try; the wait grows with each.
	Tries int
	Pause time.Duration
	// Progress, where set, is called after each page, never twice at once.
	Progress func(done, total int)
	// Log hears of pages that are asked for again.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	if len(o.Kinds) == 0 {
		o.Kinds = []model.Kind{model.KindMethod}
	}
	if o.Parallel <= 0 {
		o.Parallel = 4
	}
	if o.Tries <= 0 {
		o.Tries = 4
	}
	if o.Pause <= 0 {
		o.Pause = 500 * time.Millisecond
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Result is what a crawl brought home.
type Result struct {
	Snapshot *model.Snapshot
	// Pages is how many addresses the index had, Undocumented which of them the
	// site has no page for.
	Pages        int
	Undocumented []string
	// Again is how often a doubtful page was asked for again.
	Again int
}

// maxMoves is how often a crawl starts over because the site moved to another
// layer under it.
const maxMoves = 2

// MovedError is returned where the site changed its layer more often than a crawl
// starts over.
type MovedError struct{ Err error }

func (e *MovedError) Error() string {
	return fmt.Sprintf("the site moved to another layer %d times during the crawl, the last time: %v; run again later", maxMoves+1, e.Err)
}

func (e *MovedError) Unwrap() error { return e.Err }

// Crawl reads a whole site from source: /schema for the index and the layer,
// /methods for the categories, then every page of the kinds wanted. It returns a
// snapshot of one layer, or an error: a PageError or an IncompleteError for pages
// that could not be had, a MovedError, or the context's error.
func Crawl(ctx context.Context, source Source, o Options) (*Result, error) {
	o = o.withDefaults()
	site, err := ParseSite(o.Site)
	if err != nil {
		return nil, err
	}
	c := &crawler{Options: o, site: site, source: source, reader: NewReader(site)}
	for moves := 0; ; moves++ {
		result, err := c.pass(ctx)
		var layer *LayerError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !errors.As(err, &layer) || o.Layer != 0:
			return result, err
		case moves == maxMoves:
			return nil, &MovedError{err}
		}
		o.Log.Warn("the site moved to another layer: starting over", "was", layer.Want, "is", layer.Got)
	}
}

// crawler is a crawl under way.
type crawler struct {
	Options
	site   *url.URL
	source Source
	reader *Reader
	again  atomic.Int64
}

// pass crawls the site once. It ends with a LayerError when it meets another layer
// than that of /schema.
func (c *crawler) pass(ctx context.Context) (*Result, error) {
	schema, err := c.ask(ctx, address{path: "/schema", kind: PageSchema, layer: c.Layer, trust: TrustUnchanged})
	if err != nil {
		return nil, err
	}
	if schema.Layer == 0 {
		return nil, &PageError{URL: c.url("/schema"), Err: &LayoutError{Want: "layer"}}
	}
	methods, err := c.ask(ctx, address{path: "/methods", kind: PageMethods, trust: TrustUnchanged})
	if err != nil {
		return nil, err
	}
	index := newIndex(schema, methods.Methods, c.Kinds)
	pages, err := c.all(ctx, index.addresses)
	if err != nil {
		return nil, err
	}
	result := index.fold(c.site.String(), schema, pages)
	if len(result.Snapshot.Partial) > 0 && !c.AllowPartial {
		return nil, &IncompleteError{Failed: failures(pages), Total: len(pages)}
	}
	if err := c.addErrorTable(ctx, result.Snapshot); err != nil {
		return nil, err
	}
	result.Again = int(c.again.Load())
	if err := result.Snapshot.Validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Site, err)
	}
	return result, nil
}

func (c *crawler) url(path string) string { return c.site.String() + path }

// ParseSite reads the address of a site's root: http or https, with a host,
// without anything behind it.
func ParseSite(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return nil, fmt.Errorf("address of the site %q: %w", s, err)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, fmt.Errorf("address of the site %q: it must begin with https:// or http:// and name a host", s)
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, fmt.Errorf("address of the site %q: it must end with the host, as in https://corefork.telegram.org", s)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}
