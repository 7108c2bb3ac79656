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

// first answers the first n requests with one handler, and those after with hello.
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

// An answer that may be better the next time is retried; others are what
// they are.
func TestStatuses(t *testing.T) {
	for _, tc := range []struct {
		status int
		again  bool
		why    string
	}{
		{http.StatusRequestTimeout, true, "the site waited for us in vain"},
		{http.StatusTooEarly, true, "it says so"},
		{http.StatusTooManyRequests, true, "later there are fewer"},
		{http.StatusInternalServerError, true, "one server of several may be ill"},
		{http.StatusBadGateway, true, "so may be the one behind it"},
		{http.StatusServiceUnavailable, true, "it says for how long"},
		{http.StatusGatewayTimeout, true, "or be slow"},
		{http.StatusNoContent, false, "a page has content"},
		{http.StatusPartialContent, false, "and all of it"},
		{http.StatusBadRequest, false, "the same question is as bad the next time"},
		{http.StatusUnauthorized, false, "asking again is hammering"},
		{http.StatusForbidden, false, "asking again is hammering"},
		{http.StatusNotFound, false, "what is not there is not there"},
		{http.StatusGone, false, "and will not be"},
		{420, false, "some sites answer so to robots; it has no name of its own"},
		{http.StatusNotImplemented, false, "it will not be by then"},
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

// An answer that is broken on the way is retried.
func TestBrokenAnswers(t *testing.T) {
	const body = "half of the answer, and what would be the other half"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(body))
	z.Close()
	for _, tc := range []struct {
		name, why string
		handler   http.HandlerFunc
	}{
		{"dropped", "the connection ends before the answer", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }},
		{"short", "there are fewer bytes than were announced", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			w.Write([]byte(body[:len(body)/2]))
		}},
		{"cut between chunks", "none were announced, and the last is missing", func(w http.ResponseWriter, _ *http.Request) {
			w.Write([]byte(body[:len(body)/2]))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}},
		{"packed and cut", "the bytes are as many as were announced, but unpack to less", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Length", strconv.Itoa(packed.Len()-9))
			w.Write(packed.Bytes()[:packed.Len()-9])
		}},
		{"packed and cut in its sum", "all of the bytes are there, but not the proof", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed.Bytes()[:packed.Len()-4])
		}},
		{"not packed", "what is called packed is not", func(w http.ResponseWriter, _ *http.Request) {
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
				t.Errorf("got %v after %d requests, want an error of no status after 3: %s", page, s.times("/schema"), tc.why)
			}
		})
	}
}

// After its tries a request has failed, with the status of the last answer.
func TestGivesUp(t *testing.T) {
	for _, tc := range []struct {
		tries, want int
		why         string
	}{
		{1, 1, "once is once"},
		{4, 4, "as often as was said"},
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

// A wait that would exhaust the patience is not begun.
func TestPatience(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	page := refused(t, s.open(t, fetch.Options{MaxBackoff: 2 * time.Hour, MaxElapsedTime: time.Minute}), "/schema")
	if page.Status != http.StatusServiceUnavailable || s.times("/schema") != 1 {
		t.Errorf("got %v after %d requests, want an end after the first", page, s.times("/schema"))
	}
}
