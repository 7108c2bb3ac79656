package fetch

import (
	"fmt"
	"net/http"
	"net/url"
)

// RefusedError means that the site does not allow crawling. It ends the crawl.
type RefusedError struct {
	Reason string
	// Robots is set if robots.txt disallows this address.
	Robots bool
}

func (e *RefusedError) Error() string { return e.Reason }

// EndsCrawl reports that the crawl must stop: further requests would be abuse.
func (*RefusedError) EndsCrawl() bool { return true }

// ByRobots reports whether robots.txt disallows the address. A crawl can skip some pages.
func (e *RefusedError) ByRobots() bool { return e.Robots }

// TooLargeError means that a decompressed response is larger than any page.
type TooLargeError struct{ Limit int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the response is larger than %d MB", e.Limit>>20)
}

// RedirectError means that a redirect was not followed.
type RedirectError struct {
	To     string
	Reason string
}

func (e *RedirectError) Error() string {
	return fmt.Sprintf("redirected to %s: %s", e.To, e.Reason)
}

// maxRedirects is more than the site needs: one for a slash, one for a cookie.
const maxRedirects = 5

// sameSite follows redirects on the same host only, and never from https to http.
func sameSite(base *url.URL) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		switch {
		case req.URL.Host != base.Host:
			return &RedirectError{req.URL.String(), "another host (only " + base.Host + " is allowed)"}
		case base.Scheme == "https" && req.URL.Scheme != "https":
			return &RedirectError{req.URL.String(), "no longer https"}
		case len(via) > maxRedirects:
			return &RedirectError{req.URL.String(), "too many redirects"}
		}
		return nil
	}
}
