package server

import (
	"fmt"
	"io/fs"
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
	".json": "application/json",
	".tl":   "text/plain; charset=utf-8",
	".atom": "application/atom+xml; charset=utf-8",
}

// namedTypes are those of files whose endings say less.
var namedTypes = map[string]string{
	"feed.json":      "application/feed+json",
	"opensearch.xml": "application/opensearchdescription+xml",
}

// Files serves a folder that package site wrote. It answers requests for loopback names and
// for the hosts, and lists no folders.
func Files(dir string, hosts ...string) http.Handler { return guard(hosts, files(dir)) }

// files sends the file at the path, or the index of the folder there.
func files(dir string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
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
		switch kind := contentType(name); {
		case info.IsDir() && hasIndex(dir, name):
			// The handler may be below a path: the address is relative.
			redirect(w, "./"+url.PathEscape(path.Base(name))+"/")
		case !info.Mode().IsRegular() || kind == "":
			http.NotFound(w, r)
		default:
			h := w.Header()
			h.Set("Content-Type", kind)
			h.Set("Cache-Control", "no-cache") // browsers ask whether it has changed
			h.Set("ETag", fmt.Sprintf(`W/"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
			http.ServeContent(w, r, name, info.ModTime(), f)
		}
	})
}

func contentType(name string) string {
	if kind := namedTypes[path.Base(name)]; kind != "" {
		return kind
	}
	return contentTypes[path.Ext(name)]
}

// redirect sends a relative address as it is; http.Redirect makes it one from the root,
// which a proxy may have below a path.
func redirect(w http.ResponseWriter, to string) {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
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
