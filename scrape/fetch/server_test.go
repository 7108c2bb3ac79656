package fetch_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// server is a local site. It records its requests.
type server struct {
	*httptest.Server

	mu   sync.Mutex
	seen []*http.Request
}

// serve starts a site without robots.txt.
func serve(t *testing.T, pages http.HandlerFunc) *server {
	t.Helper()
	return serveAll(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		pages(w, r)
	})
}

// serveAll starts a site that handles robots.txt, too.
func serveAll(t *testing.T, h http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewUnstartedServer(s.recording(h))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // it logs clients that disconnect
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *server) recording(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.seen = append(s.seen, r.Clone(context.WithoutCancel(r.Context())))
		s.mu.Unlock()
		h(w, r)
	}
}

// requests returns the requests for a path, in the order of their arrival; "" is any path.
func (s *server) requests(path string) []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []*http.Request
	for _, r := range s.seen {
		if path == "" || r.URL.Path == path {
			found = append(found, r)
		}
	}
	return found
}

// times returns how often a path was requested.
func (s *server) times(path string) int { return len(s.requests(path)) }

// loopback is the network of the tests: one local host. A connection serves one request, so
// that net/http does not retry on its own.
type loopback struct {
	t    *testing.T
	host string
	http.Transport
}

func (l *loopback) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != l.host {
		l.t.Errorf("unexpected request for %s", r.URL)
		return nil, errors.New("no network in tests")
	}
	return l.Transport.RoundTrip(r)
}

func (s *server) network(t *testing.T) *loopback {
	return &loopback{t: t, host: s.Listener.Addr().String(), Transport: http.Transport{DisableKeepAlives: true}}
}

// open opens the site, with minimal waits.
func (s *server) open(t *testing.T, o fetch.Options) *fetch.Site {
	t.Helper()
	return s.openIn(t.Context(), t, o)
}

func (s *server) openIn(ctx context.Context, t *testing.T, o fetch.Options) *fetch.Site {
	t.Helper()
	o.BaseURL = s.URL
	if o.Transport == nil {
		o.Transport = s.network(t)
	}
	if o.InitialBackoff == 0 {
		o.InitialBackoff = time.Nanosecond
	}
	if o.MaxBackoff == 0 {
		o.MaxBackoff = time.Nanosecond
	}
	site, err := fetch.Open(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// get gets a page, and fails the test if that fails.
func get(t *testing.T, site *fetch.Site, path string) *scrape.Response {
	t.Helper()
	r, err := site.Get(t.Context(), scrape.Request{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// refused gets a page, and fails the test unless that fails.
func refused(t *testing.T, site *fetch.Site, path string) *scrape.PageError {
	t.Helper()
	r, err := site.Get(t.Context(), scrape.Request{Path: path})
	var page *scrape.PageError
	if r != nil || !errors.As(err, &page) {
		t.Fatalf("got %v (%v), want a PageError", r, err)
	}
	return page
}

func hello(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }
