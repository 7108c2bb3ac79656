package server_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/site/server"
)

// served returns a folder with a site, and some files that are not part of it.
func served(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	for name, text := range map[string]string{
		"site/index.html": "the index", "site/style.css": "the style", "site/site.js": "the script", "site/feed.atom": "the feed",
		"site/type/Vector t.html": "a space", "site/method/Update~1.html": "a mark", "site/other/index.html": "another index",
		"site/notes.txt": "a note", "site/feed.json": "the JSON feed", "site/opensearch.xml": "the search", "site/api.tl": "a schema", "site/docs.json": "descriptions", "site/empty/.keep": "", "site/.hidden/index.html": "hidden", "secret.html": "secret",
	} {
		file := filepath.Join(filepath.Dir(dir), filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(filepath.Dir(dir), "secret.html"), filepath.Join(dir, "link.html")); err != nil {
		t.Log("no symbolic links:", err)
	}
	return dir
}

func ask(h http.Handler, method, host, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost/", nil)
	r.Host, r.URL.Path = host, path
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestHandler checks that the files of the site are served with their types, and no others.
func TestHandler(t *testing.T) {
	h := server.Files(served(t))
	for _, c := range []struct {
		why, path string
		status    int
		kind, has string
	}{
		{"the index", "/", 200, "text/html; charset=utf-8", "the index"},
		{"the index by its name", "/index.html", 200, "text/html; charset=utf-8", "the index"},
		{"the index of a folder", "/other/", 200, "text/html; charset=utf-8", "another index"},
		{"a style sheet", "/style.css", 200, "text/css; charset=utf-8", "the style"},
		{"a script", "/site.js", 200, "text/javascript; charset=utf-8", "the script"},
		{"a feed", "/feed.atom", 200, "application/atom+xml; charset=utf-8", "the feed"},
		{"another feed", "/feed.json", 200, "application/feed+json", "the JSON feed"},
		{"a description of the search", "/opensearch.xml", 200, "application/opensearchdescription+xml", "the search"},
		{"a schema", "/api.tl", 200, "text/plain; charset=utf-8", "a schema"},
		{"JSON", "/docs.json", 200, "application/json", "descriptions"},
		{"a name with a space", "/type/Vector t.html", 200, "text/html; charset=utf-8", "a space"},
		{"a name with a case marker", "/method/Update~1.html", 200, "text/html; charset=utf-8", "a mark"},
		{"a folder without a trailing slash is redirected", "/other", 301, "", ""},
		{"a missing file", "/none.html", 404, "", ""},
		{"another file", "/notes.txt", 404, "", ""},
		{"no listing", "/empty/", 404, "", ""},
		{"a hidden file", "/.hidden/index.html", 404, "", ""},
		{"a hidden folder without a trailing slash", "/.hidden", 404, "", ""},
		{"out of the folder", "/../secret.html", 404, "", ""},
		{"out of the folder by a link", "/link.html", 404, "", ""},
		{"an empty path element", "//style.css", 404, "", ""},
		{"an invalid path element", "/other/../style.css", 404, "", ""},
		{"NUL", "/style.css\x00.html", 404, "", ""},
		{"backslashes", `/..\secret.html`, 404, "", ""},
	} {
		w := ask(h, "GET", "localhost:8080", c.path)
		if w.Code != c.status || c.status == 200 && (w.Header().Get("Content-Type") != c.kind || w.Body.String() != c.has) {
			t.Errorf("%s: %s is %d %s %q", c.why, c.path, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
		if strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%s: %s leaks the secret", c.why, c.path)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", c.why, name, got, want)
			}
		}
		if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: policy %q", c.why, csp)
		}
	}
	if to := ask(h, "GET", "localhost", "/other").Header().Get("Location"); to != "./other/" {
		t.Errorf("a folder without a trailing slash is redirected to %q", to)
	}
}

// TestHandlerHost checks that a web page cannot read the site under its own host name.
func TestHandlerHost(t *testing.T) {
	h := server.Files(served(t))
	for host, status := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:1": 200, "127.0.0.1": 200, "127.9.9.9:80": 200, "[::1]": 200, "[::1]:8080": 200,
		"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421, "10.0.0.1": 421,
		"0.0.0.0": 421, "[::]": 421, "": 421, "localhost@evil.example": 421, "[fe80::1]:80": 421,
	} {
		if w := ask(h, "GET", host, "/"); w.Code != status || status != 200 && strings.Contains(w.Body.String(), "index") {
			t.Errorf("Host %q: %d, want %d", host, w.Code, status)
		}
	}
}

// TestHandlerMethods checks that the site is read-only.
func TestHandlerMethods(t *testing.T) {
	h := server.Files(served(t))
	for method, status := range map[string]int{"GET": 200, "HEAD": 200, "POST": 405, "PUT": 405, "DELETE": 405, "OPTIONS": 405, "TRACE": 405} {
		w := ask(h, method, "localhost", "/")
		if w.Code != status || method != "GET" && strings.Contains(w.Body.String(), "the index") {
			t.Errorf("%s: %d %q, want %d", method, w.Code, w.Body, status)
		}
		if status == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: the allowed methods are not listed", method)
		}
	}
}
