package upstream

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// ClientOptions configure the downloads. The zero value works.
type ClientOptions struct {
	// Version and Contact make the User-Agent, as in fetch.Options.
	Version, Contact string
	// InitialBackoff is the wait before the second attempt, Timeout bounds one attempt.
	InitialBackoff, Timeout time.Duration
	// Rate bounds the requests to one host in a second: 0 means 5, less than 0 no limit.
	Rate float64
	// Transport replaces the network.
	Transport http.RoundTripper
	// Log receives retries.
	Log *slog.Logger
}

const (
	// maxBody bounds a file, in bytes. The largest real one has 0.5 MB.
	maxBody = 8 << 20
	// perHost bounds the requests to one host at once, and defaultRate those in a second.
	perHost, defaultRate = 2, 5
	// attempts and maxElapsed bound what a slow source costs a run.
	attempts   = 3
	maxElapsed = 2 * time.Minute
)

// client downloads files of any host. Each host has its own limits.
type client struct {
	ctx   context.Context //nolint:containedctx // of the run: it is that of every host
	o     ClientOptions
	mu    sync.Mutex
	hosts map[string]*fetch.Site
}

func newClient(ctx context.Context, o ClientOptions) *client {
	return &client{ctx: ctx, o: o, hosts: map[string]*fetch.Site{}}
}

// host returns the Site of a host, which follows redirects on that host only.
func (c *client) host(u *url.URL) (*fetch.Site, error) {
	base := (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
	c.mu.Lock()
	defer c.mu.Unlock()
	if site := c.hosts[base]; site != nil {
		return site, nil
	}
	site, err := fetch.Open(c.ctx, fetch.Options{
		BaseURL: base, Parallel: perHost, Rate: max(0, cmp.Or(c.o.Rate, defaultRate)), Version: c.o.Version, Contact: c.o.Contact,
		MaxAttempts: attempts, InitialBackoff: c.o.InitialBackoff, MaxElapsedTime: maxElapsed, Timeout: c.o.Timeout,
		MaxBody: maxBody, Transport: c.o.Transport, Log: c.o.Log,
	})
	if err == nil {
		c.hosts[base] = site
	}
	return site, err
}

// get downloads a file, unless it is still the version of the validator.
func (c *client) get(ctx context.Context, address string, known nightly.Validator) (*scrape.Response, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	site, err := c.host(u)
	if err != nil {
		return nil, err
	}
	return site.Get(ctx, scrape.Request{Path: u.RequestURI(), ETag: known.ETag, LastModified: known.LastModified})
}
