package fetch_test

import (
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// The layer is requested with a cookie on every request: the first, retries, and redirects.
// Without it, the site silently returns another layer.
func TestLayerCookie(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		layer     int
		want      string
	}{
		{"asked for", "without it, the site shows its newest layer", 195, "stel_dev_layer=195"},
		{"not requested", "the site chooses the layer", 0, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var tries atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.URL.Path == "/schema":
					http.Redirect(w, r, "/schema/", http.StatusMovedPermanently)
				case tries.Add(1) == 1:
					w.WriteHeader(http.StatusServiceUnavailable)
				case tries.Load() == 2:
					panic(http.ErrAbortHandler)
				default:
					hello(w, r)
				}
			})
			get(t, s.open(t, fetch.Options{Layer: tc.layer}), "/schema")
			if n := s.times("/schema/"); n != 3 {
				t.Errorf("the page was requested %d times, want 3", n)
			}
			for _, r := range s.requests("") {
				if got := r.Header.Get("Cookie"); got != tc.want {
					t.Errorf("%s: the cookie is %q, want %q: %s", r.URL, got, tc.want, tc.why)
				}
			}
		})
	}
}

// Cookies of the site are sent back with the layer's.
func TestCookiesOfTheSite(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "stel_ssid", Value: "abc", Path: "/"})
		hello(w, r)
	})
	site := s.open(t, fetch.Options{Layer: 195})
	get(t, site, "/schema")
	get(t, site, "/methods")
	r := s.requests("/methods")[0]
	for name, want := range map[string]string{"stel_dev_layer": "195", "stel_ssid": "abc"} {
		if c, err := r.Cookie(name); err != nil || c.Value != want {
			t.Errorf("cookie %s: %v (%v), want %s", name, c, err, want)
		}
	}
}
