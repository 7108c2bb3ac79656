package server

import (
	"io/fs"
	"net"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzhttp"

	"github.com/tlcrawl/tlcrawl/site"
)

// nobody keeps other sites from framing a page.
const nobody = "; frame-ancestors 'none'"

// guard answers GET and HEAD for known hosts, sets the headers that keep browsers from
// running or embedding anything, and compresses.
func guard(hosts []string, next http.Handler) http.Handler {
	compress, err := gzhttp.NewWrapper()
	if err != nil {
		panic(err) // the options are constant
	}
	next = compress(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", site.Policy+nobody)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !known(r.Host, hosts):
			http.Error(w, "this site is not served under that name", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "this site is read-only", http.StatusMethodNotAllowed)
		case !validPath(r.URL.Path):
			http.NotFound(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// known reports whether a Host header is a loopback name or one of the hosts, whatever the
// port: a web page that has its own name lead here cannot read the site
// (https://en.wikipedia.org/wiki/DNS_rebinding).
func known(hostport string, hosts []string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(hostport, "["), "]")
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsLoopback() || strings.EqualFold(host, "localhost") {
		return true
	}
	for _, h := range hosts {
		if host != "" && strings.EqualFold(host, strings.Trim(h, "[]")) {
			return true
		}
	}
	return false
}

// validPath reports whether a path has only plain elements: no dots that lead elsewhere,
// no empty ones, no backslashes.
func validPath(p string) bool {
	rest, ok := strings.CutPrefix(p, "/")
	rest = strings.TrimSuffix(rest, "/")
	return ok && (p == "/" || fs.ValidPath(rest) && rest != ".") && !strings.ContainsAny(p, "\\\x00")
}
