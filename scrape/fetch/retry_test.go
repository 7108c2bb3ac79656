package fetch_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// first handles the first n requests with one handler, and the others with hello.
func first(n int32, h http.HandlerFunc) http.HandlerFunc {
	var count atomic.Int32
	return func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) <= n {
			h(w, r)
			return
		}
		hello(w, r)
	}
}

func answers(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

// Temporary failures are retried; other responses are final.
func TestStatus(t *testing.T) {
	for _, tc := range []struct {
		status int
		again  bool
		why    string
	}{
		{http.StatusRequestTimeout, true, "request timeout"},
		{http.StatusTooEarly, true, "too early"},
		{http.StatusTooManyRequests, true, "too many requests"},
		{http.StatusInternalServerError, true, "one of several servers may fail"},
		{http.StatusBadGateway, true, "bad gateway"},
		{http.StatusServiceUnavailable, true, "temporarily unavailable"},
		{http.StatusGatewayTimeout, true, "gateway timeout"},
		{http.StatusNoContent, false, "204 has no page"},
		{http.StatusPartialContent, false, "206 is part of a page"},
		{http.StatusBadRequest, false, "a retry is equally invalid"},
		{http.StatusUnauthorized, false, "retries are unwelcome"},
		{http.StatusForbidden, false, "retries are unwelcome"},
		{http.StatusNotFound, false, "a missing page stays missing"},
		{http.StatusGone, false, "the page is gone for good"},
		{420, false, "some sites refuse robots with it; it has no standard name"},
		{http.StatusNotImplemented, false, "not implemented, also later"},
	} {
		t.Run(strconv.Itoa(tc.status), func(t *testing.T) {
			s := serve(t, first(2, answers(tc.status)))
			site := s.open(t, fetch.Options{MaxAttempts: 3})
			if tc.again {
				if r := get(t, site, "/schema"); string(r.Body) != "hello" || s.times("/schema") != 3 {
					t.Errorf("got %q after %d requests, want hello after 3: %s", r.Body, s.times("/schema"), tc.why)
				}
				return
			}
			page := refused(t, site, "/schema")
			if page.Status != tc.status || page.URL != s.URL+"/schema" || s.times("/schema") != 1 {
				t.Errorf("got %v with status %d after %d requests: %s", page, page.Status, s.times("/schema"), tc.why)
			}
			if page.Err == nil || page.Err.Error() == "" {
				t.Errorf("the message gives no reason: %q", page.Error())
			}
			var refusal *fetch.RefusedError
			if want := tc.status == 401 || tc.status == 403; errors.As(page, &refusal) != want {
				t.Errorf("ends the crawl: %t, want %t: %s", !want, want, tc.why)
			}
		})
	}
}

// A response broken in transit is retried.
func TestBrokenResponses(t *testing.T) {
	const body = "half of the response, and the other half"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(body))
	z.Close()
	for _, tc := range []struct {
		name, why string
		handler   http.HandlerFunc
	}{
		{"dropped", "the connection is closed before the response", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		{"short", "fewer bytes than Content-Length", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			w.Write([]byte(body[:len(body)/2]))
		}},
		{"truncated between chunks", "the last chunk is missing", func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte(body[:len(body)/2]))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}},
		{"gzip, truncated", "Content-Length is right, but the gzip stream ends early", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Length", strconv.Itoa(packed.Len()-9))
			w.Write(packed.Bytes()[:packed.Len()-9])
		}},
		{"gzip, truncated checksum", "the data is complete, but not the checksum", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed.Bytes()[:packed.Len()-4])
		}},
		{"not packed", "not gzip, despite Content-Encoding", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write([]byte(body))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, first(2, tc.handler))
			if r := get(t, s.open(t, fetch.Options{MaxAttempts: 3}), "/schema"); string(r.Body) != "hello" || s.times("/schema") != 3 {
				t.Errorf("got %q after %d requests, want hello after 3: %s", r.Body, s.times("/schema"), tc.why)
			}

			s = serve(t, tc.handler)
			page := refused(t, s.open(t, fetch.Options{MaxAttempts: 3}), "/schema")
			if page.URL != s.URL+"/schema" || page.Status != 0 || s.times("/schema") != 3 {
				t.Errorf("got %v after %d requests, want an error without status after 3: %s", page, s.times("/schema"), tc.why)
			}
		})
	}
}

// After MaxAttempts a request fails with the status of the last response.
func TestGivesUp(t *testing.T) {
	for _, tc := range []struct {
		tries, want int
		why         string
	}{
		{1, 1, "one attempt"},
		{4, 4, "three attempts"},
		{0, 5, "the default"},
	} {
		s := serve(t, answers(http.StatusBadGateway))
		page := refused(t, s.open(t, fetch.Options{MaxAttempts: tc.tries}), "/schema")
		if page.URL != s.URL+"/schema" || page.Status != http.StatusBadGateway || !strings.Contains(page.Error(), "HTTP 502") {
			t.Errorf("got %v with status %d", page, page.Status)
		}
		if n := s.times("/schema"); n != tc.want {
			t.Errorf("%d requests, want %d: %s", n, tc.want, tc.why)
		}
	}
}

// A site that asks to wait longer than MaxBackoff is retried after MaxBackoff.
func TestRetryAfterIsCapped(t *testing.T) {
	for _, header := range []string{"86400", time.Now().Add(24 * time.Hour).UTC().Format(http.TimeFormat)} {
		s := serve(t, first(1, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", header)
			w.WriteHeader(http.StatusTooManyRequests)
		}))
		get(t, s.open(t, fetch.Options{}), "/schema")
		if n := s.times("/schema"); n != 2 {
			t.Errorf("Retry-After %s: %d requests, want 2", header, n)
		}
	}
}

// A wait longer than MaxElapsedTime is not begun.
func TestMaxElapsedTime(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	page := refused(t, s.open(t, fetch.Options{MaxBackoff: 2 * time.Hour, MaxElapsedTime: time.Minute}), "/schema")
	if page.Status != http.StatusServiceUnavailable || s.times("/schema") != 1 {
		t.Errorf("got %v after %d requests, want an end after the first", page, s.times("/schema"))
	}
}
