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
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Options configure a crawl. The zero value plus Site crawls the pages of all methods,
// four at a time.
type Options struct {
	// Site is the address of the site's root: https://corefork.telegram.org
	Site string
	// Layer is the layer that every page must be of; 0 takes the one that the site
	// shows. Selecting it on the site is the Source's job.
	Layer int
	// Kinds are the kinds whose pages are read; nil means methods only. The snapshot has
	// the schema of all others in any case.
	Kinds []model.Kind
	// Schemas also reads the site's other schemas: MTProto and end-to-end.
	Schemas bool
	// Parallel bounds the pages in progress at once.
	Parallel int
	// AllowPartial returns a snapshot even if pages failed; it lists them.
	AllowPartial bool
	// MaxAttempts is how often a retryable page is requested before its failure counts,
	// InitialBackoff the wait before the first retry; the wait doubles each time.
	MaxAttempts    int
	InitialBackoff time.Duration
	// Progress, if set, is called after each page, never concurrently.
	Progress func(done, total int)
	// Log receives retries.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.Kinds == nil {
		o.Kinds = []model.Kind{model.KindMethod}
	}
	if o.Parallel <= 0 {
		o.Parallel = 4
	}
	if o.MaxAttempts <= 0 {
		o.MaxAttempts = 4
	}
	if o.InitialBackoff <= 0 {
		o.InitialBackoff = 500 * time.Millisecond
	}
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Result is the outcome of a crawl.
type Result struct {
	Snapshot *model.Snapshot
	// Pages is the number of pages in the index, Undocumented the paths of those that
	// the site does not have.
	Pages        int
	Undocumented []string
	// Retries is how often a retryable page was requested again.
	Retries int
	// TableMismatches is the number of pages whose table of parameters differs from the
	// line. The real site has a few; many indicate a changed layout.
	TableMismatches int
}

// maxRestarts is how often a crawl starts over because the site changed its layer.
const maxRestarts = 2

// Crawl reads a whole site from source: /schema for the index and the layer,
// /methods for the categories, then every page of the requested kinds. It returns a
// snapshot of one layer, or an error: a PageError or an IncompleteError if pages
// failed, a LayerChangedError, or the context's error.
func Crawl(ctx context.Context, source Source, o Options) (*Result, error) {
	o = o.withDefaults()
	site, err := ParseSite(o.Site)
	if err != nil {
		return nil, err
	}
	c := &crawler{Options: o, site: site, source: source, reader: page.NewReader(site)}
	for restarts := 0; ; restarts++ {
		result, err := c.pass(ctx)
		var layer *LayerError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !errors.As(err, &layer) || o.Layer != 0:
			return result, err
		case restarts == maxRestarts:
			return nil, &LayerChangedError{err}
		}
		o.Log.Warn("the site changed its layer, starting over", "old", layer.Want, "new", layer.Got)
	}
}

// crawler is a crawl in progress.
type crawler struct {
	Options
	site    *url.URL
	source  Source
	reader  *page.Reader
	retries atomic.Int64
	text    atomic.Int64 // bytes of the pages that were read
}

// pass crawls the site once. It fails with a LayerError if a page is of another layer
// than /schema.
func (c *crawler) pass(ctx context.Context) (*Result, error) {
	c.text.Store(0)
	schema, err := c.get(ctx, address{path: "/schema", kind: page.KindSchema, layer: c.Layer, cache: CacheRevalidate}, nil)
	if err != nil {
		return nil, err
	}
	if schema.Layer == 0 {
		return nil, &PageError{URL: c.url("/schema"), Err: &page.LayoutError{Want: "layer"}}
	}
	methods, err := c.get(ctx, address{path: "/methods", kind: page.KindMethods, cache: CacheRevalidate}, nil)
	if err != nil {
		return nil, err
	}
	index := newIndex(schema, methods.Methods, c.Kinds)
	pages, err := c.all(ctx, index.addresses)
	if err != nil {
		return nil, err
	}
	linked, err := c.linked(ctx, index, pages)
	if err != nil {
		return nil, err
	}
	pages = append(pages, linked...)
	result := index.snapshot(c.site.String(), schema, pages)
	if len(result.Snapshot.Partial) > 0 && !c.AllowPartial {
		return nil, &IncompleteError{Failed: failures(pages), Total: len(pages)}
	}
	if err := c.addErrorTable(ctx, result.Snapshot); err != nil {
		return nil, err
	}
	if c.Schemas {
		if err := c.addSchemas(ctx, result.Snapshot); err != nil {
			return nil, err
		}
	}
	result.Retries = int(c.retries.Load())
	if err := result.Snapshot.Validate(); err != nil {
		return nil, fmt.Errorf("%s: %w", c.Site, err)
	}
	return result, nil
}

func (c *crawler) url(path string) string { return c.site.String() + path }

// ParseSite parses the address of a site's root: http or https and a host, nothing
// after it.
func ParseSite(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	switch {
	case isHost(s):
		return nil, fmt.Errorf("address of the site %q: want https:// or http:// and a host, as in https://%s", s, s)
	case err != nil:
		return nil, fmt.Errorf("address of the site %q: %w", s, err)
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, fmt.Errorf("address of the site %q: want https:// or http:// and a host", s)
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return nil, fmt.Errorf("address of the site %q: want nothing after the host, as in https://corefork.telegram.org", s)
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, nil
}

// isHost reports whether an address lacks only its scheme: corefork.telegram.org:443.
func isHost(s string) bool {
	u, err := url.Parse("https://" + s)
	return s != "" && err == nil && u.Host == s
}
