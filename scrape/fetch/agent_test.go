package fetch_test

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// Every request identifies the client and a contact.
func TestUserAgent(t *testing.T) {
	for _, tc := range []struct {
		name, why, version, contact, want string
	}{
		{"told", "the given contact", "1.2.3", "nightly@sample.test", "tlcrawl/1.2.3 (nightly@sample.test)"},
		{"untold", "the project is the default contact", "", "", "tlcrawl/devel (" + fetch.DefaultContact + ")"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, hello)
			get(t, s.open(t, fetch.Options{Version: tc.version, Contact: tc.contact}), "/schema")
			if n := s.times(""); n != 2 {
				t.Fatalf("%d requests, want robots.txt and the page", n)
			}
			for _, r := range s.requests("") {
				if r.UserAgent() != tc.want {
					t.Errorf("%s: the agent is %q, want %q: %s", r.URL, r.UserAgent(), tc.want, tc.why)
				}
			}
		})
	}
}

// colly reads environment variables; tlcrawl does not.
func TestCollyEnvironment(t *testing.T) {
	cache := t.TempDir()
	for name, value := range map[string]string{
		"ALLOWED_DOMAINS":           "other.test",
		"CACHE_DIR":                 cache,
		"DETECT_CHARSET":            "yes",
		"DISABLE_COOKIES":           "yes",
		"DISALLOWED_DOMAINS":        "127.0.0.1",
		"FOLLOW_REDIRECTS":          "no",
		"IGNORE_ROBOTSTXT":          "yes",
		"MAX_BODY_SIZE":             "3",
		"MAX_DEPTH":                 "1",
		"MAX_REQUESTS":              "1",
		"PARSE_HTTP_ERROR_RESPONSE": "yes",
		"TRACE_HTTP":                "yes",
		"USER_AGENT":                "somebody else",
	} {
		t.Setenv("COLLY_"+name, value)
	}
	s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			io.WriteString(w, "User-agent: *\nDisallow: /private\n")
		case "/gone":
			http.NotFound(w, r)
		case "/slash":
			http.Redirect(w, r, "/slash/", http.StatusMovedPermanently)
		default:
			fmt.Fprintf(w, "hello from %s", r.URL.Path)
		}
	})
	site := s.open(t, fetch.Options{Layer: 214})
	for _, path := range []string{"/one", "/two", "/slash"} {
		if r := get(t, site, path); !strings.HasPrefix(string(r.Body), "hello from "+path) {
			t.Errorf("%s: got %q", path, r.Body)
		}
	}
	refused(t, site, "/gone")
	refused(t, site, "/private")
	for _, r := range s.requests("") {
		if !strings.HasPrefix(r.UserAgent(), "tlcrawl/") || r.Header.Get("Cookie") != "stel_dev_layer=214" {
			t.Errorf("%s: agent %q, cookie %q", r.URL, r.UserAgent(), r.Header.Get("Cookie"))
		}
	}
	if files, err := os.ReadDir(cache); err != nil || len(files) != 0 {
		t.Errorf("%d files were cached (%v)", len(files), err)
	}
}
