package fetch

import (
	"fmt"
	"net/http"
	"net/url"
)

// RefusedError says that the site does not want to be crawled. It ends the crawl.
type RefusedError struct {
	Reason string
	// Robots is set where robots.txt forbids this address.
	Robots bool
}

func (e *RefusedError) Error() string { return e.Reason }

// EndsCrawl tells a crawl that going on would be hammering.
func (*RefusedError) EndsCrawl() bool { return true }

// ByRobots tells whether it is robots.txt that forbids the address: a crawl can do
// without some.
func (e *RefusedError) ByRobots() bool { return e.Robots }

// TooLargeError says that an answer has more bytes, unpacked, than any page.
type TooLargeError struct{ Limit int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the answer has more than %d MB, no page has", e.Limit>>20)
}

// RedirectError says that an answer led to where no crawl goes.
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
			return &RedirectError{req.URL.String(), "another host; only " + base.Host + " is asked"}
		case base.Scheme == "https" && req.URL.Scheme != "https":
			return &RedirectError{req.URL.String(), "no longer https"}
		case len(via) > maxRedirects:
			return &RedirectError{req.URL.String(), "it leads in a circle"}
		}
		return nil
	}
}
