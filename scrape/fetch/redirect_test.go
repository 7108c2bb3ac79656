package fetch_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// Redirects on the same host are followed, up to a limit.
func TestRedirectFollowed(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		status    int
		steps     map[string]string
	}{
		{"slash", "sites add or remove a trailing slash", http.StatusMovedPermanently, map[string]string{"/schema": "/schema/"}},
		{"two steps", "a cookie and a slash", http.StatusFound, map[string]string{"/schema": "/cookie", "/cookie": "/page"}},
		{"five", "the maximum", http.StatusFound, map[string]string{"/schema": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6"}},
		{"kept method", "status 308", http.StatusPermanentRedirect, map[string]string{"/schema": "/elsewhere"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if to := tc.steps[r.URL.Path]; to != "" {
					http.Redirect(w, r, to, tc.status)
					return
				}
				hello(w, r)
			})
			if r := get(t, s.open(t, fetch.Options{}), "/schema"); string(r.Body) != "hello" || r.Status != 200 {
				t.Errorf("got %q: %s", r.Body, tc.why)
			}
			if n := s.times(""); n != 2+len(tc.steps) {
				t.Errorf("%d requests, want %d", n, 2+len(tc.steps))
			}
		})
	}
}

// The site redirects an address to itself to set a cookie.
func TestRedirectToItself(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("stel_ssid"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "stel_ssid", Value: "abc", Path: "/"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		hello(w, r)
	})
	if r := get(t, s.open(t, fetch.Options{}), "/schema"); string(r.Body) != "hello" || s.times("/schema") != 2 {
		t.Errorf("got %q after %d requests, want hello after 2", r.Body, s.times("/schema"))
	}
}

// Redirects to another host, or in a circle, are not followed; nothing is sent there.
func TestRedirectRejected(t *testing.T) {
	other := serve(t, hello)
	for _, tc := range []struct {
		name, why string
		to        string
		requests  int
	}{
		{"another host", "another host", "http://sample.test/schema", 1},
		{"another port", "another port is another site", other.URL + "/schema", 1},
		{"another host, without a scheme", "the short form of it", "//sample.test/schema", 1},
		{"a host with the same prefix", "it is another host", "http://127.0.0.1.sample.test/schema", 1},
		{"a host after user info", "it is another host", "http://127.0.0.1@sample.test/schema", 1},
		{"a file", "not http or https", "file:///etc/passwd", 1},
		{"circle", "a redirect loop", "/schema", 6},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", tc.to)
				w.WriteHeader(http.StatusFound)
			})
			page := refused(t, s.open(t, fetch.Options{}), "/schema")
			var redirect *fetch.RedirectError
			if !errors.As(page, &redirect) || page.URL != s.URL+"/schema" {
				t.Errorf("got %v, want a RedirectError: %s", page, tc.why)
			}
			if n := s.times("/schema"); n != tc.requests {
				t.Errorf("%d requests, want %d: %s", n, tc.requests, tc.why)
			}
		})
	}
	if n := other.times(""); n != 0 {
		t.Errorf("the other host got %d requests", n)
	}
}

// A redirect from https to http is not followed.
func TestRedirectFromHTTPS(t *testing.T) {
	s := &server{}
	s.Server = httptest.NewTLSServer(s.recording(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/open":
			http.Redirect(w, r, "http://"+r.Host+"/schema", http.StatusMovedPermanently)
		case "/secret":
			http.Redirect(w, r, "https://"+r.Host+"/schema", http.StatusMovedPermanently)
		default:
			hello(w, r)
		}
	}))
	t.Cleanup(s.Close)
	trusting := s.Client().Transport.(*http.Transport).Clone()
	site := s.open(t, fetch.Options{Transport: onlyHTTPS{t, trusting}})
	get(t, site, "/secret")
	var redirect *fetch.RedirectError
	if page := refused(t, site, "/open"); !errors.As(page, &redirect) {
		t.Errorf("got %v, want a RedirectError", page)
	}
}

// onlyHTTPS is a transport that fails the test on a request without TLS.
type onlyHTTPS struct {
	t    *testing.T
	next http.RoundTripper
}

func (o onlyHTTPS) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" {
		o.t.Errorf("request without TLS: %s", r.URL)
		return nil, errors.New("request without TLS")
	}
	return o.next.RoundTrip(r)
}

// An invalid certificate is an error, and is not retried.
func TestUnknownCertificate(t *testing.T) {
	s := serve(t, hello)
	secret := httptest.NewUnstartedServer(http.HandlerFunc(hello))
	secret.Config.ErrorLog = s.Config.ErrorLog
	secret.StartTLS()
	t.Cleanup(secret.Close)
	site, err := fetch.Open(t.Context(), fetch.Options{BaseURL: secret.URL, InitialBackoff: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = site.Get(t.Context(), scrape.Request{Path: "/schema"})
	var page *scrape.PageError
	if !errors.As(err, &page) || site.Stats().Requests != 1 {
		t.Errorf("got %v after %d requests, want a PageError after 1", err, site.Stats().Requests)
	}
}
