package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gocloud.dev/blob"

	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/data"
)

// A site is published with media types and cache headers; again, only what changed is
// written, and what is not part of it any more is removed.
func TestSite(t *testing.T) {
	reference := httptest.NewServer(data.Handler())
	defer reference.Close()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Chdir(t.TempDir())
	name := server.Bucket(t)
	proxy := server.NewProxy(t)
	out := s3test.Address(proxy.URL, name, "site", "")
	night := func(layer string) {
		call(t, 0, "nightly", "--data", "d", "--base-url", reference.URL, "--rate", "0", "--backoff", "1ms", "--quiet", "--layer", layer)
	}
	night("186")
	call(t, 0, "site", "--data", "d", "--out", out)
	first := proxy.Reset().Requests[http.MethodPut]
	call(t, 0, "site", "--data", "d", "--out", out)
	if n := proxy.Reset().Requests[http.MethodPut]; first < 50 || n > 0 {
		t.Errorf("%d objects are written, and %d when nothing has changed", first, n)
	}

	folder := filepath.Join(server.Root, name, "site")
	stale := filepath.Join(folder, "method", "gone.html")
	bucket, err := blob.OpenBucket(t.Context(), s3test.Address(server.URL, name, "", ""))
	if err != nil {
		t.Fatal(err)
	}
	list, err := bucket.ReadAll(t.Context(), "site/.tlcrawl-files")
	if err != nil {
		t.Fatal(err)
	}
	for object, text := range map[string]string{"method/gone.html": "x", "robots.txt": "kept", ".tlcrawl-files": string(list) + "method/gone.html\n"} {
		if err := bucket.WriteAll(t.Context(), "site/"+object, []byte(text), nil); err != nil {
			t.Fatal(err)
		}
	}
	night("203")
	call(t, 0, "site", "--data", "d", "--out", out)
	if n := proxy.Reset().Requests[http.MethodPut]; n == 0 || n >= first {
		t.Errorf("after a change %d of %d objects are written", n, first)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("a page that is not part of the site is left")
	}
	if _, err := os.Stat(filepath.Join(folder, "robots.txt")); err != nil {
		t.Error("an object of others was removed")
	}

	for object, want := range map[string]string{"index.html": "text/html; charset=utf-8", "style.css": "text/css; charset=utf-8"} {
		a, err := bucket.Attributes(t.Context(), "site/"+object)
		if err != nil {
			t.Error(err)
			continue
		}
		if a.ContentType != want || !strings.Contains(a.CacheControl, "max-age=") {
			t.Errorf("%s: %q, %q", object, a.ContentType, a.CacheControl)
		}
	}
}

// A site is not published over other objects, such as a data folder.
func TestSiteElsewhere(t *testing.T) {
	reference := httptest.NewServer(data.Handler())
	defer reference.Close()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	folder := s3test.Address(server.URL, server.Bucket(t), "data", "")
	call(t, 0, "nightly", "--data", folder, "--base-url", reference.URL, "--rate", "0", "--backoff", "1ms", "--quiet")
	if text := call(t, 2, "site", "--data", folder, "--out", folder); !strings.Contains(text, "did not write") {
		t.Error(text)
	}
}
