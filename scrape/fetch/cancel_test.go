package fetch_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// contexts are the two that can end a Get, of which one is cancelled.
var contexts = []struct {
	name, why string
	// pick returns the context of the Site and that of the Get.
	pick func(ended, lasting context.Context) (site, get context.Context)
}{
	{"of the site", "the whole run ends", func(ended, lasting context.Context) (context.Context, context.Context) { return ended, lasting }},
	{"of the request", "the caller no longer needs the page", func(ended, lasting context.Context) (context.Context, context.Context) { return lasting, ended }},
	{"of both", "as in the command", func(ended, _ context.Context) (context.Context, context.Context) { return ended, ended }},
}

// checkCancelled gets a page, and expects the context's error.
func checkCancelled(t *testing.T, ctx context.Context, site *fetch.Site) {
	t.Helper()
	if r, err := site.Get(ctx, scrape.Request{Path: "/schema"}); r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v (%v), want %v", r, err, context.Canceled)
	}
}

// Cancelling ends the wait for the rate limit: at this rate, it would take twenty minutes.
func TestCancelWakesLimiter(t *testing.T) {
	for _, tc := range contexts {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, hello)
			first := &bodyEnd{next: s.network(t), end: cancel}
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			checkCancelled(t, getCtx, s.openIn(siteCtx, t, fetch.Options{Rate: 0.001, Transport: first}))
			if n := s.times("/schema"); n != 0 {
				t.Errorf("the page was requested %d times", n)
			}
		})
	}
}

// bodyEnd is a transport that calls end in the background once a response has been read and
// closed.
type bodyEnd struct {
	next http.RoundTripper
	end  func()
}

func (e *bodyEnd) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := e.next.RoundTrip(r)
	if err == nil {
		resp.Body = closing{resp.Body, e.end}
	}
	return resp, err
}

type closing struct {
	io.ReadCloser
	end func()
}

func (c closing) Close() error {
	go c.end()
	return c.ReadCloser.Close()
}

// Cancelling ends a running request, on both sides of the connection.
func TestCancelEndsRequest(t *testing.T) {
	for _, tc := range contexts {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			hungUp := make(chan struct{})
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/schema" {
					hello(w, r)
					return
				}
				cancel()
				<-r.Context().Done()
				close(hungUp)
			})
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			site := s.openIn(siteCtx, t, fetch.Options{})
			get(t, site, "/methods") // and robots.txt
			checkCancelled(t, getCtx, site)
			<-hungUp
			if n := s.times("/schema"); n != 1 {
				t.Errorf("the page was requested %d times, want once", n)
			}
		})
	}
}

// Cancelling ends a response that has begun.
func TestCancelEndsResponse(t *testing.T) {
	for _, tc := range contexts {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/schema" {
					hello(w, r)
					return
				}
				io.WriteString(w, "half")
				w.(http.Flusher).Flush()
				cancel()
				<-r.Context().Done()
			})
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			site := s.openIn(siteCtx, t, fetch.Options{})
			get(t, site, "/methods")
			checkCancelled(t, getCtx, site)
		})
	}
}

// Cancelling ends the implicit request for robots.txt as well. One that is not cancelled
// here would end with its timeout.
func TestCancelEndsRobots(t *testing.T) {
	for _, tc := range contexts {
		if tc.name == "of the request" {
			continue // colly requests it without that context
		}
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, hello)
			robots := &ends{cancel: cancel}
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			site := s.openIn(siteCtx, t, fetch.Options{Transport: robots, MaxAttempts: 1, Timeout: 2 * time.Second})
			checkCancelled(t, getCtx, site)
			if !errors.Is(robots.cause, context.Canceled) {
				t.Errorf("the request ended with %v, want %v: %s", robots.cause, context.Canceled, tc.why)
			}
		})
	}
}

// ends is a transport that does not respond, cancels, and reports why a request ended.
type ends struct {
	cancel func()
	cause  error
}

func (e *ends) RoundTrip(r *http.Request) (*http.Response, error) {
	e.cancel()
	<-r.Context().Done()
	e.cause = context.Cause(r.Context())
	return nil, e.cause
}

// onLog is a slog.Handler that calls itself when something is logged.
type onLog func()

func (onLog) Enabled(context.Context, slog.Level) bool    { return true }
func (f onLog) Handle(context.Context, slog.Record) error { f(); return nil }
func (f onLog) WithAttrs([]slog.Attr) slog.Handler        { return f }
func (f onLog) WithGroup(string) slog.Handler             { return f }

// Cancelling ends the wait for a retry, which would take an hour.
func TestCancelWakesBackoff(t *testing.T) {
	for _, tc := range contexts {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, answers(http.StatusServiceUnavailable))
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			site := s.openIn(siteCtx, t, fetch.Options{InitialBackoff: time.Hour, MaxBackoff: time.Hour, MaxElapsedTime: 24 * time.Hour, Log: slog.New(onLog(cancel))})
			checkCancelled(t, getCtx, site)
			if n := s.times("/schema"); n != 1 {
				t.Errorf("%d requests, want 1", n)
			}
		})
	}
}

// A deadline before the next request is due is the context's error, not a page's: the
// request would be due in three hours.
func TestDeadlineBeforeTurn(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	s := serve(t, hello)
	site := s.open(t, fetch.Options{Rate: 0.0001})
	if _, err := site.Get(ctx, scrape.Request{Path: "/schema"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
}

// A Site whose context has ended sends no requests.
func TestCancelledBefore(t *testing.T) {
	for _, tc := range contexts {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, hello)
			siteCtx, getCtx := tc.pick(ctx, t.Context())
			site := s.openIn(siteCtx, t, fetch.Options{})
			get(t, site, "/methods")
			cancel()
			checkCancelled(t, getCtx, site)
			if n := s.times("/schema"); n != 0 {
				t.Errorf("%d requests, want none", n)
			}
		})
	}
}
