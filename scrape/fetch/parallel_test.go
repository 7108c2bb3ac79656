package fetch_test

import (
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// The number of concurrent requests reaches the limit and never exceeds it.
func TestParallel(t *testing.T) {
	for _, tc := range []struct {
		parallel, want int
		why            string
	}{
		{1, 1, "one at a time"},
		{3, 3, "the given number"},
		{0, 4, "the default"},
	} {
		var under, most atomic.Int32
		arrived, leave := make(chan struct{}), make(chan struct{})
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/methods" {
				hello(w, r)
				return
			}
			n := under.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			arrived <- struct{}{}
			<-leave
			under.Add(-1)
			hello(w, r)
		})
		site := s.open(t, fetch.Options{Parallel: tc.parallel})
		get(t, site, "/methods") // and robots.txt
		const pages = 12
		var askers sync.WaitGroup
		for range pages {
			askers.Go(func() {
				if _, err := site.Get(t.Context(), scrape.Request{Path: "/schema"}); err != nil {
					t.Error(err)
				}
			})
		}
		for range tc.want {
			<-arrived // all slots are taken
		}
		for range pages - tc.want {
			leave <- struct{}{}
			<-arrived // one ends, one starts
		}
		for range tc.want {
			leave <- struct{}{}
		}
		askers.Wait()
		if n := most.Load(); int(n) != tc.want {
			t.Errorf("%d requests at once, want %d: %s", n, tc.want, tc.why)
		}
	}
}
