package fetch_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// A response is returned as it was sent; its content is not checked.
func TestGet(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		headers   map[string]string
		body      string
	}{
		{"page", "the usual case", map[string]string{"Content-Type": "text/html; charset=utf-8"}, "<html>ä</html>"},
		{"empty", "an empty body is not an error", nil, ""},
		{"no type", "the content type is ignored", nil, "{}"},
		{"another charset", "the charset is ignored", map[string]string{"Content-Type": "text/html"}, "\xe4\xff"},
		{"a false charset", "a wrong charset is ignored, too", map[string]string{"Content-Type": "text/html; charset=windows-1251"}, "<html>ä</html>"},
		{"another encoding", "an encoding that was not requested is not decoded", map[string]string{"Content-Encoding": "x-gzip"}, "\x1f\x8b\x08 and so on"},
		{"the content type gzip", "a content type is not an encoding", map[string]string{"Content-Type": "application/x-gzip"}, "hello"},
		{"gzip file", "a gzip file without Content-Encoding is not decompressed", map[string]string{"Content-Type": "application/octet-stream"}, "\x1f\x8b\x08 and so on"},
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

// A buffer has the body of its last response, and nothing of those before.
func TestGetIntoBuffer(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/long":
			io.WriteString(w, "a long body")
		case "/short":
			io.WriteString(w, "short")
		case "/same":
			w.WriteHeader(http.StatusNotModified)
		}
	})
	site := s.open(t, fetch.Options{})
	var buffer bytes.Buffer
	for _, tc := range []struct{ path, want string }{{"/long", "a long body"}, {"/short", "short"}, {"/same", ""}, {"/long", "a long body"}} {
		r, err := site.Get(t.Context(), scrape.Request{Path: tc.path, ETag: `"v1"`, Buffer: &buffer})
		if err != nil || string(r.Body) != tc.want || buffer.String() != tc.want {
			t.Errorf("%s: %+v, %v, with %q in the buffer; want %q", tc.path, r, err, &buffer, tc.want)
		}
	}
}

// A path is requested as written, with its escapes.
func TestGetPath(t *testing.T) {
	for _, tc := range []struct{ path, why string }{
		{"/type/Vector%20t", "the one name with a space"},
		{"/type/%23", "an escaped ? is not a query"},
		{"/method/auth.sendCode", "the usual case"},
		{"/", "the root"},
	} {
		s := serve(t, hello)
		get(t, s.open(t, fetch.Options{}), tc.path)
		if got := s.requests("")[1].URL; got.EscapedPath() != tc.path || got.RawQuery != "" {
			t.Errorf("requested %s, want %s: %s", got, tc.path, tc.why)
		}
	}
}

// Without a Transport, compressed responses are requested.
func TestGetCompressed(t *testing.T) {
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

// An invalid base URL is rejected before anything is sent.
func TestOpenRejects(t *testing.T) {
	if _, err := fetch.Open(t.Context(), fetch.Options{BaseURL: "https://corefork.telegram.org/methods"}); err == nil {
		t.Error("the URL of a page was accepted as a site")
	}
}

// A conditional request for an unchanged page gets NotModified; other requests do not.
func TestGetIfChanged(t *testing.T) {
	const etag, date = `"v1"`, "Sat, 22 Nov 2025 10:00:00 GMT"
	for _, tc := range []struct {
		name, why string
		request   scrape.Request
		unchanged bool
	}{
		{"by tag", "the site sends ETags", scrape.Request{ETag: etag}, true},
		{"by date", "the site sends dates", scrape.Request{LastModified: date}, true},
		{"changed", "the tag has changed", scrape.Request{ETag: `"v0"`}, false},
		{"unasked", "the first request is unconditional", scrape.Request{}, false},
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

// A 304 in response to an unconditional request is an error.
func TestGetNotModifiedUnasked(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	if page := refused(t, s.open(t, fetch.Options{}), "/schema"); page.Status != 304 {
		t.Errorf("got %v", page)
	}
}
