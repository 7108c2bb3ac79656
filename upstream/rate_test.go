package upstream_test

import (
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// missing is a network in which no file exists. It counts the requests.
type missing struct{ requests atomic.Int64 }

func (m *missing) RoundTrip(r *http.Request) (*http.Response, error) {
	m.requests.Add(1)
	return &http.Response{StatusCode: http.StatusNotFound, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

// A host gets 5 requests a second unless another rate is set.
func TestRate(t *testing.T) {
	for _, tc := range []struct {
		why      string
		rate     float64
		interval time.Duration
	}{
		{"the default", 0, 200 * time.Millisecond},
		{"another rate", 2, 500 * time.Millisecond},
		{"no limit", -1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var sources []upstream.Source
			for _, name := range []string{"a", "b", "c", "d"} {
				sources = append(sources, upstream.Source{Name: name, Repository: "https://github.com/example/" + name, Schema: "https://example.test/" + name + ".tl"})
			}
			network, start := new(missing), time.Now()
			upstream.Fetch(t.Context(), upstream.Options{
				Folder: store.Dir(t.TempDir()), Sources: sources, Client: upstream.ClientOptions{Rate: tc.rate, Transport: network},
			})
			n := network.requests.Load()
			if took := time.Since(start).Round(time.Millisecond); n < 5 || took != time.Duration(n-1)*tc.interval {
				t.Errorf("%s: %d requests in %s, want one every %s", tc.why, n, took, tc.interval)
			}
		})
	}
}
