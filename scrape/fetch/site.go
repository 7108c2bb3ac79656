package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gocolly/colly/v2"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// DefaultContact is the contact in the User-Agent unless Options name another one.
const DefaultContact = "+https://github.com/tlcrawl/tlcrawl"

// Options configure a Site. Only BaseURL is required.
type Options struct {
	// BaseURL is the address of the site's root: https://corefork.telegram.org
	BaseURL string
	// Layer is requested with the cookie stel_dev_layer; 0 takes the layer that the site
	// shows.
	Layer int
	// Parallel bounds concurrent requests. There are fewer while the site throttles.
	Parallel int
	// Rate bounds the requests per second; 0 is no limit.
	Rate float64
	// Version and Contact make the User-Agent: tlcrawl/VERSION (CONTACT)
	Version, Contact string
	// MaxAttempts is how often a request is sent before it fails. InitialBackoff is the
	// delay before the second attempt; it doubles with each. MaxBackoff bounds the delay,
	// also that of Retry-After, and MaxElapsedTime all attempts together.
	MaxAttempts    int
	InitialBackoff time.Duration
	MaxBackoff     time.Duration
	MaxElapsedTime time.Duration
	// Timeout bounds one attempt, from the connection to the last byte.
	Timeout time.Duration
	// MaxBody bounds the size of a decompressed response, in bytes.
	MaxBody int64
	// Transport replaces the network, for example in tests.
	Transport http.RoundTripper
	// Log receives retries.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	set(&o.Parallel, 4)
	set(&o.MaxAttempts, 5)
	set(&o.InitialBackoff, 500*time.Millisecond)
	set(&o.MaxBackoff, time.Minute)
	set(&o.MaxElapsedTime, 3*time.Minute)
	set(&o.Timeout, 30*time.Second)
	set(&o.MaxBody, page.MaxSize)
	set(&o.Version, "devel")
	set(&o.Contact, DefaultContact)
	set(&o.Log, slog.New(slog.DiscardHandler))
	return o
}

// set sets a field to its default if it is zero.
func set[T comparable](field *T, value T) {
	if zero := *new(T); *field == zero {
		*field = value
	}
}

// Site is a documentation site to download from.
type Site struct {
	base      *url.URL
	collector *colly.Collector
	transport *transport
}

// Open prepares a Site. It sends nothing before the first Get. When ctx ends, so do all
// requests of the Site.
func Open(ctx context.Context, o Options) (*Site, error) {
	o = o.withDefaults()
	base, err := scrape.ParseSite(o.BaseURL)
	if err != nil {
		return nil, err
	}
	t := newTransport(ctx, o)
	c := &colly.Collector{} // NewCollector reads environment variables
	c.Init()
	c.Context = ctx
	c.UserAgent = fmt.Sprintf("tlcrawl/%s (%s)", o.Version, o.Contact)
	c.AllowURLRevisit = true
	c.IgnoreRobotsTxt = false
	c.MaxBodySize = 0 // the transport limits it, with an error
	c.SetRequestTimeout(0)
	c.WithTransport(t)
	c.SetRedirectHandler(sameSite(base))
	if o.Layer != 0 {
		cookie := &http.Cookie{Name: "stel_dev_layer", Value: strconv.Itoa(o.Layer), Path: "/"}
		if err := c.SetCookies(base.String(), []*http.Cookie{cookie}); err != nil {
			return nil, err
		}
	}
	return &Site{base: base, collector: c, transport: t}, nil
}

// Get downloads a page. The first call downloads robots.txt before, under the context of
// Open. Errors are scrape.PageErrors, except those of the context.
func (s *Site) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	var (
		got    *scrape.Response
		buffer = cmp.Or(r.Buffer, new(bytes.Buffer))
		c      = s.collector.Clone() // its own callbacks, everything else shared
	)
	buffer.Reset()
	c.Context = withBuffer(ctx, buffer)
	take := func(r *colly.Response) {
		got = &scrape.Response{Body: buffer.Bytes(), Status: r.StatusCode}
		if r.Headers != nil {
			got.ETag, got.LastModified = r.Headers.Get("ETag"), r.Headers.Get("Last-Modified")
		}
	}
	c.OnResponse(take)
	c.OnError(func(r *colly.Response, _ error) { take(r) })
	address := s.base.String() + r.Path
	err := c.Request(http.MethodGet, address, nil, nil, conditions(r))
	switch {
	case err == nil && got != nil:
		return got, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case s.transport.ctx.Err() != nil:
		return nil, s.transport.ctx.Err()
	case got == nil:
		return nil, &scrape.PageError{URL: address, Err: reason(err, 0)}
	case got.Status == http.StatusNotModified && (r.ETag != "" || r.LastModified != ""):
		got.NotModified = true
		return got, nil
	}
	return nil, &scrape.PageError{URL: address, Status: got.Status, Err: reason(err, got.Status)}
}

// conditions returns the headers of a conditional request.
func conditions(r scrape.Request) http.Header {
	h := http.Header{}
	if r.ETag != "" {
		h.Set("If-None-Match", r.ETag)
	}
	if r.LastModified != "" {
		h.Set("If-Modified-Since", r.LastModified)
	}
	return h
}

// Stats returns the requests so far.
func (s *Site) Stats() Stats { return s.transport.stats() }

// reason turns errors of colly and net/http into messages for users.
func reason(err error, status int) error {
	var wrapped *url.Error
	switch {
	case errors.Is(err, colly.ErrRobotsTxtBlocked):
		return &RefusedError{Reason: "forbidden by the site's robots.txt", Robots: true}
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return &RefusedError{Reason: "the site refuses to answer; wait, lower --rate, or contact its owner"}
	case status != 0:
		return errors.New(cmp.Or(http.StatusText(status), "unknown status"))
	case errors.As(err, &wrapped):
		return wrapped.Err
	case err == nil:
		return errors.New("no response")
	}
	return err
}
