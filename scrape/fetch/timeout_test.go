package fetch_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// An attempt that takes too long is retried. (50 ms is the only time that passes in these
// tests.)
func TestTimeout(t *testing.T) {
	hang := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/schema" {
			hello(w, r)
			return
		}
		<-r.Context().Done()
	}
	o := fetch.Options{Timeout: 50 * time.Millisecond, MaxAttempts: 3}

	s := serve(t, first(1, hang))
	if r := get(t, s.open(t, o), "/schema"); string(r.Body) != "hello" {
		t.Errorf("got %q", r.Body)
	}

	site := serve(t, hang).open(t, o)
	get(t, site, "/methods") // and robots.txt
	before := site.Stats().Requests
	page := refused(t, site, "/schema")
	if !strings.HasSuffix(page.URL, "/schema") || !strings.Contains(page.Error(), "no complete response within 50ms") {
		t.Errorf("got %v", page)
	}
	if n := site.Stats().Requests - before; n != 3 {
		t.Errorf("%d requests, want 3", n)
	}
}

// The timeout covers the response to its last byte.
func TestTimeoutOfBody(t *testing.T) {
	s := serve(t, first(1, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "half")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	if r := get(t, s.open(t, fetch.Options{Timeout: 50 * time.Millisecond, MaxAttempts: 3}), "/schema"); string(r.Body) != "hello" {
		t.Errorf("got %q", r.Body)
	}
}
