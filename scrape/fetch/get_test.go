package fetch_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// An answer comes as it was sent, whatever it says: to read it is another's job.
func TestGet(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		headers   map[string]string
		body      string
	}{
		{"page", "the usual one", map[string]string{"Content-Type": "text/html; charset=utf-8"}, "<html>ä</html>"},
		{"empty", "no body is no error of the network", nil, ""},
		{"no type", "the type says nothing about the bytes", nil, "{}"},
		{"another charset", "the site's pages are UTF-8, and say so within", map[string]string{"Content-Type": "text/html"}, "\xe4\xff"},
		{"a false charset", "the same, whatever a server in between says", map[string]string{"Content-Type": "text/html; charset=windows-1251"}, "<html>ä</html>"},
		{"packed otherwise", "nor is what is packed in a way that nobody asked for", map[string]string{"Content-Encoding": "x-gzip"}, "\x1f\x8b\x08 and so on"},
		{"packed by its type", "nor what only calls itself packed", map[string]string{"Content-Type": "application/x-gzip"}, "hello"},
		{"packed file", "what is not packed for the way is not unpacked", map[string]string{"Content-Type": "application/octet-stream"}, "\x1f\x8b\x08 and so on"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				for k, v := range tc.headers {
					w.Header().Set(k, v)
				}
				io.WriteString(w, tc.body)
			})
			r := get(t, s.open(t, fetch.Options{}), "/method/auth.logOut")
			if string(r.Body) != tc.body || r.Status != 200 || r.FromCache || r.NotModified {
				t.Errorf("got %+v, want %q: %s", r, tc.body, tc.why)
			}
		})
	}
}

// A path is asked for as it is written, its escapes as they are.
func TestGetPath(t *testing.T) {
	for _, tc := range []struct{ path, why string }{
		{"/type/Vector%20t", "the one name with a blank"},
		{"/type/%23", "a sign that would end the address"},
		{"/method/auth.sendCode", "the usual one"},
		{"/", "the root"},
	} {
		s := serve(t, hello)
		get(t, s.open(t, fetch.Options{}), tc.path)
		if got := s.requests("")[1].URL; got.EscapedPath() != tc.path || got.RawQuery != "" {
			t.Errorf("asked for %s, want %s: %s", got, tc.path, tc.why)
		}
	}
}

// Without a transport of the test's, the network's own asks for packed answers.
func TestGetPacked(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "gzip" {
			t.Errorf("Accept-Encoding: %q", r.Header.Get("Accept-Encoding"))
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, "hello")
		z.Close()
	})
	site, err := fetch.Open(t.Context(), fetch.Options{BaseURL: s.URL})
	if err != nil {
		t.Fatal(err)
	}
	if r := get(t, site, "/"); string(r.Body) != "hello" {
		t.Errorf("got %q", r.Body)
	}
}

// What cannot be a site is refused before anything is sent.
func TestOpenRefuses(t *testing.T) {
	if _, err := fetch.Open(t.Context(), fetch.Options{BaseURL: "https://corefork.telegram.org/methods"}); err == nil {
		t.Error("a page was opened as a site")
	}
}

// A page that has not changed since it was kept is told so, and only where that was
// asked.
func TestGetIfChanged(t *testing.T) {
	const etag, date = `"v1"`, "Sat, 22 Nov 2025 10:00:00 GMT"
	for _, tc := range []struct {
		name, why string
		request   scrape.Request
		unchanged bool
	}{
		{"by tag", "the site knows its pages by tags", scrape.Request{ETag: etag}, true},
		{"by date", "or by dates", scrape.Request{LastModified: date}, true},
		{"changed", "the tag is another by now", scrape.Request{ETag: `"v0"`}, false},
		{"unasked", "what was never kept is asked for without conditions", scrape.Request{}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("ETag", etag)
				w.Header().Set("Last-Modified", date)
				if r.Header.Get("If-None-Match") == etag || r.Header.Get("If-Modified-Since") == date {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				hello(w, r)
			})
			tc.request.Path = "/schema"
			r, err := s.open(t, fetch.Options{}).Get(t.Context(), tc.request)
			if err != nil {
				t.Fatalf("%v: %s", err, tc.why)
			}
			if r.NotModified != tc.unchanged || (len(r.Body) == 0) != tc.unchanged || r.ETag != etag || r.LastModified != date {
				t.Errorf("got %+v, want unchanged: %t: %s", r, tc.unchanged, tc.why)
			}
		})
	}
}

// A site that says "not modified" unasked has not answered.
func TestGetNotModifiedUnasked(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	if page := refused(t, s.open(t, fetch.Options{}), "/schema"); page.Status != 304 {
		t.Errorf("got %v", page)
	}
}
