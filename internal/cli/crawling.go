package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
)

// crawling is a crawl ready to run.
type crawling struct {
	*crawlFlags
	checked
	version string
	wrap    func(scrape.Source) scrape.Source // is put before the network, if set
}

// prepare checks the flags and opens the log.
func (f *crawlFlags) prepare(c console) (*crawling, error) {
	ok, err := f.check()
	if err != nil {
		return nil, err
	}
	if err := f.progress.start(c.err); err != nil {
		return nil, err
	}
	return &crawling{crawlFlags: f, checked: ok, version: c.build().Version}, nil
}

// done is a finished crawl. The caller must call finish once the snapshot is written, or
// close.
type done struct {
	*scrape.Result
	traffic fetch.Stats
	took    time.Duration
	pages   *mirror.Mirror
}

// run crawls. If it fails, it still returns the traffic.
func (c *crawling) run(ctx context.Context) (*done, error) {
	began := time.Now()
	d := &done{}
	if c.offline {
		pages, err := mirror.OpenOffline(c.mirror, c.baseURL, c.layer)
		if err != nil {
			return d, err
		}
		return d, c.crawl(ctx, pages, d, began)
	}
	site, err := fetch.Open(ctx, fetch.Options{
		BaseURL: c.baseURL, Layer: c.layer, Parallel: c.parallel, Rate: c.checked.rate, InitialBackoff: c.backoff, Timeout: c.timeout,
		Version: c.version, Contact: c.contact, Log: c.progress.log, Transport: c.transport,
	})
	if err != nil {
		return d, err
	}
	c.progress.retries = func() int64 { return site.Stats().Retries }
	defer func() { d.traffic = site.Stats() }()
	var source scrape.Source = site
	if c.wrap != nil {
		source = c.wrap(site)
	}
	if c.mirror == "" {
		return d, c.crawl(ctx, source, d, began)
	}
	if d.pages, err = mirror.Open(c.mirror, c.baseURL, c.layer, source); err != nil {
		return d, err
	}
	if n := d.pages.Resumed(); n > 0 {
		c.progress.log.Info("resuming an interrupted crawl", "pages", n)
	}
	if err := c.crawl(ctx, d.pages, d, began); err != nil {
		d.close()
		return d, err
	}
	return d, nil
}

// crawlMemory is the memory of Go in bytes above which a crawl collects garbage at the usual
// pace and more often. A crawl of the whole site needs less than half of it.
const crawlMemory = 56 << 20

// crawl crawls a source.
func (c *crawling) crawl(ctx context.Context, source scrape.Source, d *done, began time.Time) error {
	o := scrape.Options{
		Site: c.baseURL, Layer: c.layer, Kinds: c.checked.kinds, Schemas: c.checked.schemas, Parallel: c.parallel, AllowPartial: c.allowPartial,
		InitialBackoff: c.backoff, Log: c.progress.log, Progress: c.progress.update,
	}
	if c.offline {
		o.MaxAttempts = 1 // a file does not change between attempts
	}
	if os.Getenv("GOGC") == "" {
		// Every page becomes garbage once it is read. Collecting it less often takes less
		// time; much less often takes more, where new memory is slow.
		defer debug.SetGCPercent(debug.SetGCPercent(200))
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(crawlMemory))
	}
	result, err := scrape.Crawl(ctx, source, o)
	c.progress.clear()
	d.Result, d.took = result, time.Since(began)
	return c.explainLayer(err)
}

// explainLayer names the flag at fault if the site does not have the requested layer: its
// list of entities is then of another one.
func (c *crawling) explainLayer(err error) error {
	var page *scrape.PageError
	var layer *scrape.LayerError
	if c.layer == 0 || !errors.As(err, &page) || !strings.HasSuffix(page.URL, "/schema") || !errors.As(err, &layer) {
		return err
	}
	return fmt.Errorf("--layer %d: the site does not show that layer (want one that %s lists): %w", c.layer, page.URL, err)
}

// finish completes the mirror, if there is one.
func (d *done) finish() error {
	if d.pages == nil {
		return nil
	}
	return d.pages.Finish()
}

func (d *done) close() {
	if d.pages != nil {
		d.pages.Close()
	}
}

// advise adds advice to the error of a failed crawl.
func advise(err error, advice string) error {
	var incomplete *scrape.IncompleteError
	if errors.As(err, &incomplete) {
		return fmt.Errorf("%w; %s", err, advice)
	}
	return err
}

// summary is one line about the snapshot and the traffic.
func (d *done) summary() string {
	s := d.Snapshot
	requests, retries := d.traffic.Requests, d.traffic.Retries+int64(d.Retries)
	var b strings.Builder
	fmt.Fprintf(&b, "layer %d: %d methods, %d constructors, %d types; %d pages",
		s.Layer, len(s.Methods), len(s.Constructors), len(s.Types), d.Pages)
	if n := len(d.Undocumented); n > 0 {
		fmt.Fprintf(&b, ", %d of them missing", n)
	}
	if n := len(s.Partial); n > 0 {
		fmt.Fprintf(&b, ", %d FAILED", n)
	}
	fmt.Fprintf(&b, "; %d requests, %d of them retries, in %s", requests, retries, d.took.Round(100*time.Millisecond))
	return b.String()
}
