// Package fetch asks a documentation site for its pages, politely: it is the only
// place that knows colly.
//
// A Site keeps to the host that it was opened for, honours robots.txt, says who it
// is, bounds the rate, the requests at once and the size of an answer, and asks
// again where asking again can help. It is not for reading pages: what it returns
// may be any bytes.
//
// It promises that ending the context of Open ends every wait and every request at
// once, and that an answer that was cut on the way is an error.
package fetch

import (
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

// DefaultContact is what the User-Agent holds unless Options say otherwise.
const DefaultContact = "+https://github.com/tlcrawl/tlcrawl"

// Options say how to ask a site. The zero value but for BaseURL works.
type Options struct {
	// BaseURL is the address of the site's root: https://corefork.telegram.org
	BaseURL string
	// Layer is asked for by the cookie stel_dev_layer; 0 takes what the site shows.
	Layer int
	// Parallel bounds the requests at once. While the site throttles there are fewer.
	Parallel int
	// Rate bounds the requests in a second; 0 is no bound.
	Rate float64
	// Version and Contact stand in the User-Agent: tlcrawl/VERSION (CONTACT)
	Version, Contact string
	// MaxAttempts is how often a request is sent before it has failed, Backoff how long to
	// wait before the second time; the wait doubles with each. MaxBackoff bounds what a
	// Retry-After may ask for, MaxElapsedTime all the tries together.
	MaxAttempts    int
	InitialBackoff time.Duration
	MaxBackoff     time.Duration
	MaxElapsedTime time.Duration
	// Timeout bounds one try, from the dial to the last byte.
	Timeout time.Duration
	// MaxBody is the size in bytes, unpacked, of the largest answer.
	MaxBody int64
	// Transport, where set, is used in the place of the network.
	Transport http.RoundTripper
	// Log hears of requests that are sent again.
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

// set gives a field that was left out its default.
func set[T comparable](field *T, value T) {
	if zero := *new(T); *field == zero {
		*field = value
	}
}

// Site is a documentation site that can be asked for pages.
type Site struct {
	base      *url.URL
	collector *colly.Collector
	transport *transport
}

// Open prepares to ask a site. Nothing is sent before the first Get. When ctx ends,
// so does everything that the Site is doing.
func Open(ctx context.Context, o Options) (*Site, error) {
	o = o.withDefaults()
	base, err := scrape.ParseSite(o.BaseURL)
	if err != nil {
		return nil, err
	}
	t := newTransport(ctx, o)
	c := &colly.Collector{} // NewCollector would take orders from the environment
	c.Init()
	c.Context = ctx
	c.UserAgent = fmt.Sprintf("tlcrawl/%s (%s)", o.Version, o.Contact)
	c.AllowURLRevisit = true
	c.IgnoreRobotsTxt = false
	c.MaxBodySize = 0 // the transport bounds it, and says so
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

// Get asks for a page; the first one asks for robots.txt before, which goes on until
// the context of Open ends. Its errors are scrape.PageErrors, but for those of the
// context.
func (s *Site) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	var (
		got *scrape.Response
		c   = s.collector.Clone() // callbacks of its own, everything else shared
	)
	delivered, in := withInbox(ctx)
	c.Context = delivered
	take := func(r *colly.Response) {
		got = &scrape.Response{Body: in.body, Status: r.StatusCode}
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

// conditions are the headers that ask for a page only if it has changed.
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

// Stats tells what the site has been asked so far.
func (s *Site) Stats() Stats { return s.transport.stats() }

// reason puts what colly and net/http say into words.
func reason(err error, status int) error {
	var wrapped *url.Error
	switch {
	case errors.Is(err, colly.ErrRobotsTxtBlocked):
		return &RefusedError{Reason: "the site's robots.txt forbids it", Robots: true}
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return &RefusedError{Reason: "the site refuses to answer; wait, ask for less (--rate), or ask its owner"}
	case status != 0:
		return errors.New(cmp.Or(http.StatusText(status), "an answer that has no name"))
	case errors.As(err, &wrapped):
		return wrapped.Err
	case err == nil:
		return errors.New("no answer")
	}
	return err
}
