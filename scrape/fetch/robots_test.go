package fetch_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// robots.txt is requested once, first, and obeyed.
func TestRobots(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		status    int
		robots    string
		forbids   bool
	}{
		{"all of it", "everything is disallowed", 200, "User-agent: *\nDisallow: /\n", true},
		{"methods", "the path is disallowed", 200, "User-agent: *\nDisallow: /method/\n", true},
		{"this robot", "tlcrawl is disallowed", 200, "User-agent: *\nDisallow:\n\nUser-agent: tlcrawl\nDisallow: /method/\n", true},
		{"another robot", "another agent is disallowed", 200, "User-agent: other\nDisallow: /\n", false},
		{"another room", "another path is disallowed", 200, "User-agent: *\nDisallow: /type/\n", false},
		{"allowed", "the longer rule wins", 200, "User-agent: *\nAllow: /method/auth.logOut\nDisallow: /\n", false},
		{"empty", "an empty robots.txt allows everything", 200, "", false},
		{"a page instead", "the site returns a page for missing files; its text is not a rule", 200, "\n<!DOCTYPE html>\n<pre>\nUser-agent: *\nDisallow: /\n</pre>", false},
		{"none", "no robots.txt allows everything", 404, "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/robots.txt" {
					w.WriteHeader(tc.status)
					io.WriteString(w, tc.robots)
					return
				}
				hello(w, r)
			})
			site := s.open(t, fetch.Options{MaxAttempts: 1})
			if !tc.forbids {
				get(t, site, "/method/auth.logOut")
				get(t, site, "/method/auth.logOut")
			} else {
				for range 2 {
					checkEnds(t, refused(t, site, "/method/auth.logOut"))
				}
				if n := s.times("/method/auth.logOut"); n != 0 {
					t.Errorf("the page was requested %d times: %s", n, tc.why)
				}
			}
			if n := s.times("/robots.txt"); n != 1 || s.requests("")[0].URL.Path != "/robots.txt" {
				t.Errorf("robots.txt was requested %d times, want once, and first", n)
			}
		})
	}
}

// checkEnds checks that an error ends a crawl.
func checkEnds(t *testing.T, err error) {
	t.Helper()
	var (
		refusal *fetch.RefusedError
		end     interface{ EndsCrawl() bool }
	)
	if !errors.As(err, &refusal) || !errors.As(err, &end) || !end.EndsCrawl() {
		t.Errorf("got %v, want a RefusedError, which ends the crawl", err)
	}
}

// A path that robots.txt disallows does not end the crawl of others.
func TestRobotsOtherPages(t *testing.T) {
	s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			io.WriteString(w, "User-agent: *\nDisallow: /method/\n")
			return
		}
		hello(w, r)
	})
	site := s.open(t, fetch.Options{})
	get(t, site, "/schema")
	checkEnds(t, refused(t, site, "/method/auth.logOut"))
	get(t, site, "/methods")
	if n := s.times("/robots.txt"); n != 1 {
		t.Errorf("robots.txt was requested %d times", n)
	}
}

// If robots.txt is unreachable, everything is disallowed until it is reachable (RFC 9309,
// 2.3.1.4).
func TestRobotsUnreachable(t *testing.T) {
	s := serveAll(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		hello(w, r)
	})
	checkEnds(t, refused(t, s.open(t, fetch.Options{MaxAttempts: 2}), "/method/auth.logOut"))
}
