package fetch_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// One try ends when its time is up, and the next may do better. (50 ms is the one time
// that passes in these tests.)
func TestTimeout(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	o := fetch.Options{Timeout: 50 * time.Millisecond, Tries: 3}

	s := serve(t, first(1, hang))
	if r := get(t, s.open(t, o), "/schema"); string(r.Body) != "hello" {
		t.Errorf("got %q", r.Body)
	}

	s = serve(t, hang)
	page := refused(t, s.open(t, o), "/schema")
	if page.URL != s.URL+"/schema" || !strings.Contains(page.Error(), "no whole answer within 50ms") || s.times("/schema") != 3 {
		t.Errorf("got %v after %d requests", page, s.times("/schema"))
	}
}

// The time of one try covers the answer to its last byte.
func TestTimeoutOfBody(t *testing.T) {
	s := serve(t, first(1, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "half")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	if r := get(t, s.open(t, fetch.Options{Timeout: 50 * time.Millisecond, Tries: 3}), "/schema"); string(r.Body) != "hello" {
		t.Errorf("got %q", r.Body)
	}
}
