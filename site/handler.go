package site

import (
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// contentTypes are those of the files of a site. Others are not served.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".atom": "application/atom+xml; charset=utf-8",
}

// Handler serves the site in a folder locally. It is read-only, and answers only requests
// for loopback names, against DNS rebinding (https://en.wikipedia.org/wiki/DNS_rebinding).
func Handler(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		switch {
		case !loopback(r.Host):
			http.Error(w, "this site is served to localhost only", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "this site is read-only", http.StatusMethodNotAllowed)
		default:
			serve(w, r, dir)
		}
	})
}

// loopback reports whether a Host header is a loopback name.
func loopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(hostport, "["), "]")
	}
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// serve sends the file at the path, or the index of the folder there.
func serve(w http.ResponseWriter, r *http.Request, dir string) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) || strings.HasPrefix(name, ".") || strings.Contains(name, "/.") {
		http.NotFound(w, r)
		return
	}
	f, info, err := open(dir, name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	switch kind := contentTypes[path.Ext(name)]; {
	case info.IsDir() && hasIndex(dir, name):
		// The handler may be below a path: the address is relative.
		w.Header().Set("Location", "./"+url.PathEscape(path.Base(name))+"/")
		w.WriteHeader(http.StatusMovedPermanently)
	case !info.Mode().IsRegular() || kind == "":
		http.NotFound(w, r)
	default:
		w.Header().Set("Content-Type", kind)
		http.ServeContent(w, r, name, info.ModTime(), f)
	}
}

// open opens a file in a folder; links cannot lead out of it.
func open(dir, name string) (*os.File, os.FileInfo, error) {
	f, err := os.OpenInRoot(dir, filepath.FromSlash(name))
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

func hasIndex(dir, name string) bool {
	f, _, err := open(dir, path.Join(name, "index.html"))
	if err != nil {
		return false
	}
	f.Close()
	return true
}
