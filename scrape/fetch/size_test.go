package fetch_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// A response may have as many decompressed bytes as the limit: a larger one is an error, is
// not read to its end, and is not retried.
func TestMaxBody(t *testing.T) {
	const limit = 1 << 16
	zeros := make([]byte, 1<<20)
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write(zeros)
	z.Close()
	plain := func(size int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, size)) }
	}
	for _, tc := range []struct {
		name, why string
		handler   http.HandlerFunc
		large     bool
	}{
		{"just right", "the limit is inclusive", plain(limit), false},
		{"one too many", "a page truncated at the limit would look complete", plain(limit + 1), true},
		{"endless", "it would exhaust the memory", func(w http.ResponseWriter, _ *http.Request) { endless(w, zeros) }, true},
		{"bomb", "zeros compressed to a thousandth", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			endless(w, packed.Bytes()) // concatenated gzip members are a gzip file
		}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(http.StatusNotFound)
					return
				}
				tc.handler(w, r)
			})
			site := s.open(t, fetch.Options{MaxBody: limit})
			if !tc.large {
				if r := get(t, site, "/schema"); len(r.Body) != limit {
					t.Errorf("%d bytes, want %d: %s", len(r.Body), limit, tc.why)
				}
				return
			}
			var large *fetch.TooLargeError
			if page := refused(t, site, "/schema"); !errors.As(page, &large) || large.Limit != limit || page.URL != s.URL+"/schema" {
				t.Errorf("got %v, want a TooLargeError: %s", page, tc.why)
			}
			if n := s.times("/schema"); n != 1 {
				t.Errorf("%d requests, want 1: %s", n, tc.why)
			}
			if n := site.Stats().Bytes; n > limit+1 {
				t.Errorf("%d bytes were decompressed, want no more than the limit: %s", n, tc.why)
			}
		})
	}
}

// endless writes the same data until writing fails.
func endless(w io.Writer, part []byte) {
	for {
		if _, err := w.Write(part); err != nil {
			return
		}
	}
}
