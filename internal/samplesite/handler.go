package samplesite

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/tlcrawl/tlcrawl/model"
)

// layerCookie selects the layer.
const layerCookie = "stel_dev_layer"

// Handler serves the sample as the real site serves the reference. It shows the newest
// layer, or the one in the cookie stel_dev_layer; ?layer=N sets the cookie. An entity
// without a page is a stub with status 200.
func Handler() http.Handler { return &server{sites: sites()} }

type server struct {
	sites    []*site // the newest is the last
	requests atomic.Int64
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "read-only", http.StatusMethodNotAllowed)
		return
	}
	path := "/" + strings.Trim(r.URL.Path, "/")
	switch layer := r.URL.Query().Get("layer"); {
	case layer != "":
		if _, err := strconv.Atoi(layer); err == nil {
			http.SetCookie(w, &http.Cookie{Name: layerCookie, Value: layer, Path: "/"})
		}
		redirect(w, path, http.StatusFound)
	case path != r.URL.Path:
		redirect(w, path, http.StatusMovedPermanently)
	case path == "/robots.txt":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, "User-agent: *\nDisallow:\n")
	default:
		s.page(w, r, path)
	}
}

// page writes a page, followed by a comment that makes every response different.
func (s *server) page(w http.ResponseWriter, r *http.Request, path string) {
	text, ok := s.shown(r).pages[path]
	if !ok {
		if !isEntity(path) {
			http.NotFound(w, r)
			return
		}
		text = stub()
	}
	if path == errorTable {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, text)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	n := s.requests.Add(1)
	fmt.Fprintf(w, "%s<!-- page generated in %d.%02dms -->\n", text, n/100, n%100)
}

// shown returns the site at the requested layer, or at the newest.
func (s *server) shown(r *http.Request) *site {
	if c, err := r.Cookie(layerCookie); err == nil {
		i := slices.IndexFunc(s.sites, func(s *site) bool { return strconv.Itoa(s.layer) == c.Value })
		if i >= 0 {
			return s.sites[i]
		}
	}
	return s.sites[len(s.sites)-1]
}

// isEntity reports whether a path is that of an entity's page.
func isEntity(path string) bool {
	return slices.ContainsFunc(model.Kinds, func(k model.Kind) bool {
		return strings.HasPrefix(path, "/"+string(k)+"/")
	})
}

// redirect redirects to a path of this site: it begins with exactly one slash.
func redirect(w http.ResponseWriter, path string, status int) {
	w.Header().Set("Location", (&url.URL{Path: path}).EscapedPath())
	w.WriteHeader(status)
}
