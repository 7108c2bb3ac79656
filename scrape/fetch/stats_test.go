package fetch_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// All requests count, including robots.txt and retries,
// and the decompressed bytes.
func TestStats(t *testing.T) {
	const size = 10_000
	packed := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		z.Write(bytes.Repeat([]byte("a"), size))
		z.Close()
	}
	s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			w.WriteHeader(http.StatusNotFound)
		case r.URL.Path == "/methods":
			http.Redirect(w, r, "/schema", http.StatusFound)
		default:
			packed(w, r)
		}
	})
	ill := first(2, answers(http.StatusBadGateway))
	sick := serve(t, ill)
	for _, tc := range []struct {
		name, why string
		site      *server
		paths     []string
		want      fetch.Stats
	}{
		{"nothing", "nothing is sent before the first Get", s, nil, fetch.Stats{}},
		{"a page", "the page and robots.txt", s, []string{"/schema"}, fetch.Stats{Requests: 2, Bytes: size}},
		{"two pages", "robots.txt is requested once", s, []string{"/schema", "/schema"}, fetch.Stats{Requests: 3, Bytes: 2 * size}},
		{"redirect", "each redirect is a request", s, []string{"/methods"}, fetch.Stats{Requests: 3, Bytes: size + int64(len(`<a href="/schema">Found</a>.`+"\n\n"))}},
		{"retried", "each attempt is a request", sick, []string{"/schema"}, fetch.Stats{Requests: 4, Retries: 2, Bytes: int64(len("404 page not found\n") + len("hello"))}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			site := tc.site.open(t, fetch.Options{MaxAttempts: 3})
			for _, path := range tc.paths {
				get(t, site, path)
			}
			if got := site.Stats(); got != tc.want {
				t.Errorf("got %+v, want %+v: %s", got, tc.want, tc.why)
			}
		})
	}
}
