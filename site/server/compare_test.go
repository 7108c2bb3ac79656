package server_test

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site/server"
	"github.com/tlcrawl/tlcrawl/store"
)

// TestCompare checks the formats of comparisons: by the ending of the address, or else by
// what the client accepts.
func TestCompare(t *testing.T) {
	h := start(t, sample(t), server.Options{}).Handler()
	const html, json, markdown, text = "text/html; charset=utf-8", "application/json", "text/markdown; charset=utf-8", "text/plain; charset=utf-8"
	for _, c := range []struct{ why, path, accept, kind, has string }{
		{"a browser", "/compare/186...203", "text/html,application/xhtml+xml,*/*;q=0.8", html, `<section class="level"`},
		{"a program that takes anything", "/compare/186...203", "*/*", html, `<section class="level"`},
		{"no preference", "/compare/186...203", "", html, `<section class="level"`},
		{"JSON is accepted", "/compare/186...203", "application/json", json, `"changes": [`},
		{"JSON is preferred", "/compare/186...203", "text/html;q=0.5, application/json", json, `"changes": [`},
		{"a range of types", "/compare/186...203", "text/*;q=0.5, text/plain", text, "BREAKING"},
		{"a type that is refused", "/compare/186...203", "text/html;q=0, */*", json, `"changes": [`},
		{"a type that there is not", "/compare/186...203", "image/png", html, `<section class="level"`},
		{"an invalid header", "/compare/186...203", ";;q=x,/", html, `<section class="level"`},
		{"the ending says JSON", "/compare/186...203.json", "text/html", json, `"changes": [`},
		{"the ending says Markdown", "/compare/186...203.md", "", markdown, "| "},
		{"the ending says text", "/compare/186...203.txt", "", text, "BREAKING"},
		{"the ending says HTML", "/compare/186...203.html", "application/json", html, `<section class="level"`},
		{"other names", "/compare/latest~1...203@2026-01-02", "", html, `<section class="level"`},
		{"the other way round", "/compare/203...186.txt", "", text, "layer 203 -> 186"},
		{"nothing changed", "/compare/203...latest", "", html, "Nothing changed"},
		{"nothing changed, in JSON", "/compare/203...latest.json", "", json, `"changes": []`},
	} {
		w := get(h, c.path, "Accept", c.accept)
		if w.Code != 200 || w.Header().Get("Content-Type") != c.kind || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s: %s: %d %s, want %s with %s in\n%.300s", c.why, c.path, w.Code, w.Header().Get("Content-Type"), c.kind, c.has, w.Body)
		}
		if !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept") {
			t.Errorf("%s: caches do not know that the answer depends on Accept", c.why)
		}
	}
}

// TestCompareRefuses checks that names which are paths, or no names, are not found, and that
// the answer says nothing of this machine.
func TestCompareRefuses(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(filepath.Join(dir, "data"))
	old, new := difftest.Sample(t)
	keep(t, f, old, 1)
	e := keep(t, f, new, 2)
	site := e.Site
	secret := filepath.Join(dir, "secret.json")
	if err := errors.Join(os.WriteFile(secret, []byte(`{"secret":1}`), 0o644), os.Symlink(dir, filepath.Join(dir, "data", site, "link"))); err != nil {
		t.Fatal(err)
	}
	h := start(t, f, server.Options{}).Handler()
	for _, pair := range []string{
		"186", "186...", "...203", "186...300", "186..203", "186...203...186", "186...203.pdf", secret + "..." + secret, "..%2f..%2fsecret.json...203",
		"%2e%2e/secret.json...203", site + "/..%2f186...203", site + "/link/186...203", "186...file:secret.json", "-...203", "186...203%00",
		"other.example/186...203", "https:%2f%2fexample.org%2f186...203", "latest~99...latest", `..\secret.json...203`,
	} {
		for _, path := range []string{"/compare/", "/api/v1/changes/"} {
			w := get(h, path+strings.TrimPrefix(pair, "/"))
			if w.Code != 404 && w.Code != 400 || strings.Contains(w.Body.String(), dir) || strings.Contains(w.Body.String(), `"secret"`) {
				t.Errorf("%s%s: %d %s", path, pair, w.Code, w.Body)
			}
		}
	}
	if w := get(h, "/compare/"+site+"/186..."+site+"/203"); w.Code != 200 {
		t.Errorf("with the name of the site: %d", w.Code)
	}
}

// TestComparePage checks that the page is part of the site: its files and links are there.
func TestComparePage(t *testing.T) {
	two := sample(t)
	other, _ := difftest.Sample(t)
	other.Source = "https://github.com/example/schema"
	keep(t, two, other, 3)
	name := "github.com/example/schema/186"
	for why, c := range map[string]struct {
		f    store.Folder
		pair string
	}{"one site": {sample(t), "186...203"}, "several sites": {two, name + "..." + name}} {
		t.Run(why, func(t *testing.T) {
			h := start(t, c.f, server.Options{}).Handler()
			for _, page := range []string{"/compare/" + c.pair, "/compare/"} {
				w := get(h, page)
				doc, err := goquery.NewDocumentFromReader(w.Body)
				if err != nil || w.Code != 200 {
					t.Fatalf("%s: %d, %v", page, w.Code, err)
				}
				seen := 0
				doc.Find("link[href], script[src], a[href]").Each(func(_ int, s *goquery.Selection) {
					href := s.AttrOr("href", s.AttrOr("src", ""))
					if strings.HasPrefix(href, "#") || strings.HasPrefix(href, "http") {
						return
					}
					seen++
					r, _ := http.NewRequest("GET", "http://localhost"+page, nil)
					at, err := r.URL.Parse(href)
					if err != nil {
						t.Fatal(err)
					}
					if w := get(h, at.RequestURI()); w.Code != 200 {
						t.Errorf("%s: %s is %d", page, href, w.Code)
					}
				})
				if seen < 4 {
					t.Errorf("%s has %d links", page, seen)
				}
			}
		})
	}
}

// TestChoose checks that the form leads to the comparison, and nowhere else.
func TestChoose(t *testing.T) {
	h := start(t, sample(t), server.Options{}).Handler()
	for query, to := range map[string]string{
		"old=186&new=203": "./186...203", "old=186@2026-01-01&new=latest~1": "./186@2026-01-01...latest~1",
		"old=//evil.example/&new=203": "", "old=186": "", "old=186&new=203%0d%0aX: y": "",
	} {
		w := get(h, "/compare/?"+strings.ReplaceAll(query, " ", "%20"))
		if got := w.Header().Get("Location"); got != to || to != "" != (w.Code == http.StatusSeeOther) {
			t.Errorf("%s: %d to %q, want %q", query, w.Code, got, to)
		}
	}
	if w := get(h, "/compare"); w.Code != 301 || w.Header().Get("Location") != "compare/" {
		t.Errorf("without a slash: %d %q", w.Code, w.Header().Get("Location"))
	}
	csp := get(h, "/compare/").Header().Get("Content-Security-Policy")
	if !strings.Contains(csp, "form-action 'self'") || !strings.Contains(csp, "frame-ancestors 'none'") {
		t.Errorf("the policy of the form: %s", csp)
	}
}

// TestCaching checks tags, conditional requests, HEAD and compression of every kind of
// answer.
func TestCaching(t *testing.T) {
	h := start(t, sample(t), server.Options{}).Handler()
	for _, path := range []string{"/", "/search.js", "/snapshot.json", "/compare/186...203", "/compare/186...203.json", "/api/v1/entities", "/api/v1/openapi.json", "/api/v1/snapshots/latest"} {
		plain := get(h, path)
		tag := plain.Header().Get("ETag")
		if plain.Code != 200 || tag == "" || plain.Header().Get("Cache-Control") != "no-cache" || plain.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s: %d %v", path, plain.Code, plain.Header())
		}
		packed := get(h, path, "Accept-Encoding", "gzip")
		if packed.Header().Get("Content-Encoding") != "gzip" || packed.Header().Get("ETag") != tag || !strings.Contains(strings.Join(packed.Header().Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s: compressed: %v", path, packed.Header())
		}
		z, err := gzip.NewReader(packed.Body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if b, err := io.ReadAll(z); err != nil || string(b) != plain.Body.String() {
			t.Errorf("%s: compressed: other bytes, %v", path, err)
		}
		if w := get(h, path, "If-None-Match", tag, "Accept-Encoding", "gzip"); w.Code != 304 || w.Body.Len() > 0 {
			t.Errorf("%s: If-None-Match: %d, %d bytes", path, w.Code, w.Body.Len())
		}
		if w := get(h, path, "If-None-Match", `"other"`); w.Code != 200 {
			t.Errorf("%s: If-None-Match of another one: %d", path, w.Code)
		}
		if w := ask(h, "HEAD", "localhost", path); w.Code != 200 || w.Body.Len() > 0 || w.Header().Get("ETag") != tag {
			t.Errorf("%s: HEAD: %d, %d bytes", path, w.Code, w.Body.Len())
		}
	}
}

// TestNoInline checks that no page needs what its policy forbids: the header's policy, and
// that of the page.
func TestNoInline(t *testing.T) {
	h := start(t, sample(t), server.Options{}).Handler()
	for _, path := range []string{"/", "/methods.html", "/downloads.html", "/method/auth.sendCode.html", "/compare/", "/compare/186...203", "/compare/203...203"} {
		w := get(h, path)
		csp := w.Header().Get("Content-Security-Policy")
		doc, err := goquery.NewDocumentFromReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []string{csp, doc.Find(`meta[http-equiv="Content-Security-Policy"]`).AttrOr("content", "")} {
			if !strings.HasPrefix(p, "default-src 'none'; ") || strings.Contains(p, "unsafe") {
				t.Errorf("%s: policy %q", path, p)
			}
		}
		if n := doc.Find("style, [style], script:not([src])").Length(); n > 0 {
			t.Errorf("%s has %d inline styles or scripts", path, n)
		}
	}
}

// hostile is text that a browser must not run.
const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>`

// TestHostile checks that text of a snapshot is never markup in a comparison.
func TestHostile(t *testing.T) {
	f := store.Dir(t.TempDir())
	for i := range 2 {
		s := model.New("https://corefork.telegram.org", 200+i)
		s.Methods["a.b"] = &model.Method{Name: "a.b", Description: strings.Repeat(hostile, i+1), Documented: new(true)}
		keep(t, f, s, i+1)
	}
	w := get(start(t, f, server.Options{}).Handler(), "/compare/200...201")
	doc, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil || w.Code != 200 {
		t.Fatal(w.Code, err)
	}
	if doc.Find("img, script:not([src])").Length() > 0 || !strings.Contains(doc.Find("main").Text(), "<script>") {
		t.Error("text became markup, or is not there")
	}
}
