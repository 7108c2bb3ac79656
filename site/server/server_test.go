package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/site/server"
	"github.com/tlcrawl/tlcrawl/store"
)

// keep stores a snapshot of a day of January 2026.
func keep(t testing.TB, f store.Folder, s *model.Snapshot, day int) store.Entry {
	t.Helper()
	e, err := f.Next(s, time.Date(2026, 1, day, 3, 0, 0, 0, time.UTC))
	if err == nil {
		err = f.Write(e, s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sample is a data folder with both layers of the sample site.
func sample(t testing.TB) store.Folder {
	t.Helper()
	f := store.Dir(t.TempDir())
	old, new := difftest.Sample(t)
	keep(t, f, old, 1)
	keep(t, f, new, 2)
	return f
}

// start serves a data folder until the test ends.
func start(t testing.TB, f store.Folder, o server.Options) *server.Server {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	if o.Note == nil {
		o.Note = func(err error) { t.Errorf("noted: %v", err) }
	}
	s, err := server.New(t.Context(), f, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if left, err := filepath.Glob(filepath.Join(os.TempDir(), "tlcrawl*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	})
	return s
}

// get asks for an address; headers are pairs of a name and a value.
func get(h http.Handler, address string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://localhost"+address, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestPages checks that the pages of a data folder are served, with its downloads.
func TestPages(t *testing.T) {
	h := start(t, sample(t), server.Options{URL: "https://docs.example.org/api"}).Handler()
	for path, has := range map[string]string{
		"/": `href="compare/"`, "/method/auth.sendCode.html": `href="../compare/"`, "/snapshot.json": `"schema_version": 1`, "/api.tl": "---functions---",
		"/feed.atom": "https://docs.example.org/api/feed.atom", "/opensearch.xml": "https://docs.example.org/api/index.html?q={searchTerms}",
	} {
		if w := get(h, path); w.Code != 200 || !strings.Contains(w.Body.String(), has) {
			t.Errorf("%s: %d, without %s", path, w.Code, has)
		}
	}
}

// TestExtend checks that the title and what comes from elsewhere are on the pages.
func TestExtend(t *testing.T) {
	h := start(t, sample(t), server.Options{Title: "The API <b>", Extend: func(_ context.Context, sites []site.Site) error {
		sites[0].Coming = []site.Coming{{Kind: model.KindMethod, Name: "soon.comes", Where: "tdesktop"}}
		return nil
	}}).Handler()
	for path, has := range map[string]string{"/coming.html": "soon.comes", "/": "The API &lt;b&gt;", "/compare/186...203": "The API &lt;b&gt;", "/compare/": "The API &lt;b&gt;"} {
		if w := get(h, path); w.Code != 200 || !strings.Contains(w.Body.String(), has) {
			t.Errorf("%s: %d, without %s", path, w.Code, has)
		}
	}
}

// TestRefresh checks that pages and answers follow the folder, and that nothing is done if
// it has not changed.
func TestRefresh(t *testing.T) {
	f := sample(t)
	s := start(t, f, server.Options{})
	h := s.Handler()
	before := get(h, "/compare/186...latest.json")
	unchanged := get(h, "/methods.html").Header().Get("ETag")
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if tag := get(h, "/methods.html").Header().Get("ETag"); tag != unchanged || tag == "" {
		t.Errorf("an unchanged folder: the page has another tag %s, was %s", tag, unchanged)
	}
	_, newest := difftest.Sample(t)
	newest.Layer = 204
	newest.Methods["zzz.added"] = &model.Method{Name: "zzz.added", TL: "zzz.added = Bool", Result: "Bool"}
	keep(t, f, newest, 3)
	if w := get(h, "/api/v1/entities/zzz.added"); w.Code != 404 {
		t.Errorf("before the refresh: %d", w.Code)
	}
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/method/zzz.added.html", "/api/v1/entities/zzz.added", "/compare/203...204"} {
		if w := get(h, path); w.Code != 200 || !strings.Contains(w.Body.String(), "zzz.added") {
			t.Errorf("after the refresh: %s: %d", path, w.Code)
		}
	}
	if after := get(h, "/compare/186...latest.json"); after.Body.String() == before.Body.String() || after.Header().Get("ETag") == before.Header().Get("ETag") {
		t.Error("latest is another snapshot, and the comparison is the same")
	}
}

// TestRefreshFails checks that the earlier answers stay if the folder cannot be read.
func TestRefreshFails(t *testing.T) {
	dir := t.TempDir()
	f := store.Dir(dir)
	old, _ := difftest.Sample(t)
	e := keep(t, f, old, 1)
	noted := 0
	s := start(t, f, server.Options{Note: func(error) { noted++ }})
	if err := os.WriteFile(e.Path, []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Refresh(t.Context()); err == nil {
		t.Error("no error, and the only snapshot is damaged")
	}
	if noted != 1 {
		t.Errorf("%d notes, want one of the damaged snapshot", noted)
	}
	for _, path := range []string{"/", "/api/v1/entities/auth.sendCode"} {
		if w := get(s.Handler(), path); w.Code != 200 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if _, err := server.New(t.Context(), store.Dir(t.TempDir()), server.Options{}); err == nil || !strings.Contains(err.Error(), "no snapshots yet") {
		t.Errorf("an empty folder: %v", err)
	}
}
