package mirror_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
)

// address is that of the sample site, and host its folder in a mirror.
const (
	address = "https://sample.test"
	host    = "sample.test"
)

const stub = `<!DOCTYPE html><html><body><h1 id="dev_page_title">Page not found</h1>` +
	`<div id="dev_page_content"><p>The page has not been saved</p></div></body></html>`

// page is a page of the site, with its validators.
type page struct{ body, etag, modified string }

// site is the sample at a layer, except for pages that a test replaces. It is a Source in
// memory that records its requests.
type site struct {
	layer int
	pages map[string]page
	// before, if set, is called before each response; its error is returned.
	before func(nth int, path string) error

	mu    sync.Mutex
	asked []scrape.Request
}

func (s *site) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r)
	if s.before != nil {
		if err := s.before(len(s.asked), r.Path); err != nil {
			return nil, err
		}
	}
	p := s.at(r.Path)
	got := &scrape.Response{Body: []byte(p.body), Status: 200, ETag: p.etag, LastModified: p.modified}
	if r.ETag != "" && r.ETag == p.etag || r.LastModified != "" && r.LastModified == p.modified {
		got.Body, got.NotModified = nil, true
	}
	return got, nil
}

func (s *site) at(path string) page {
	if p, ok := s.pages[path]; ok {
		return p
	}
	if plain, err := url.PathUnescape(path); err == nil {
		if body, ok := samplesite.Page(s.layer, plain); ok {
			return page{body: string(body)}
		}
	}
	return page{body: stub}
}

// tagged makes the site send validators with every page of a snapshot's index.
func (s *site) tagged(t *testing.T) *site {
	t.Helper()
	tagged := map[string]page{}
	crawl(t, &watched{s, func(path string) {
		p := s.at(path)
		p.etag = `"` + path + `"`
		tagged[path] = p
	}})
	s.pages, s.asked = tagged, nil
	return s
}

// watched calls a function for every requested path.
type watched struct {
	*site
	note func(path string)
}

func (w *watched) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	w.mu.Lock()
	w.note(r.Path)
	w.mu.Unlock()
	return w.site.Get(ctx, r)
}

// times returns how often a path was requested.
func (s *site) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, r := range s.asked {
		if r.Path == path {
			n++
		}
	}
	return n
}

var errAsked = errors.New("unexpected request")

// forbidden is a site that fails the test when it gets a request.
type forbidden struct{ t *testing.T }

func (n forbidden) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	n.t.Errorf("unexpected request for %s", r.Path)
	return nil, errAsked
}

// open opens a mirror of the sample, and closes it at the end of the test.
func open(t *testing.T, dir string, source scrape.Source) *mirror.Mirror {
	t.Helper()
	m, err := mirror.Open(dir, address, 0, source)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return m
}

func offline(t *testing.T, dir string) *mirror.Offline {
	t.Helper()
	o, err := mirror.OpenOffline(dir, address, 0)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// get gets a page from a source.
func get(t *testing.T, s scrape.Source, path string, cache scrape.CacheMode) *scrape.Response {
	t.Helper()
	r, err := s.Get(t.Context(), scrape.Request{Path: path, Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// take gets pages from a mirror and records them, as a crawl does.
func take(t *testing.T, m *mirror.Mirror, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := m.Record(path, get(t, m, path, scrape.CacheUse)); err != nil {
			t.Fatal(err)
		}
	}
}

func finish(t *testing.T, m *mirror.Mirror) {
	t.Helper()
	if err := m.Finish(); err != nil {
		t.Fatal(err)
	}
}

// shows fails the test unless a source returns that body for a path.
func shows(t *testing.T, s scrape.Source, path, body string) {
	t.Helper()
	if got := get(t, s, path, scrape.CacheUse); string(got.Body) != body {
		t.Errorf("%s shows %.60q, want %.60q", path, got.Body, body)
	}
}

// crawlOf crawls the pages of some kinds, one at a time, without waits.
func crawlOf(t *testing.T, s scrape.Source, kinds ...model.Kind) (*scrape.Result, error) {
	t.Helper()
	return scrape.Crawl(t.Context(), s, scrape.Options{Site: address, Kinds: kinds, Parallel: 1, InitialBackoff: time.Nanosecond, MaxAttempts: 2})
}

// crawl returns the snapshot of all pages of a source.
func crawl(t *testing.T, s scrape.Source) string {
	t.Helper()
	return snapshot(t, s, model.Kinds...)
}

// methods returns the snapshot of the pages of the methods.
func methods(t *testing.T, s scrape.Source) string {
	t.Helper()
	return snapshot(t, s, model.KindMethod)
}

func snapshot(t *testing.T, s scrape.Source, kinds ...model.Kind) string {
	t.Helper()
	r, err := crawlOf(t, s, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	return encoded(t, r.Snapshot)
}

func encoded(t *testing.T, s *model.Snapshot) string {
	t.Helper()
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// tree returns the files below a folder, with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// pages returns the files of a tree that are not the mirror's own.
func pages(files map[string]string) map[string]string {
	found := map[string]string{}
	for name, body := range files {
		if !strings.Contains(name, ".tlcrawl/") {
			found[name] = body
		}
	}
	return found
}

func put(t *testing.T, name, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}
