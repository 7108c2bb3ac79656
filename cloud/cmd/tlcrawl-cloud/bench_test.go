package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/cloud/bucket"
	"github.com/tlcrawl/tlcrawl/cloud/internal/s3test"
	"github.com/tlcrawl/tlcrawl/internal/cli"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// BenchmarkNight measures what a night with one change costs after its crawl, on a disk and
// in a bucket: a reference of about the real one's size, a runner that remembers nothing, and
// a history that grows. `go test -run '^$' -bench Night -benchtime 30x` prints it.
func BenchmarkNight(b *testing.B) {
	s := large(b)
	b.Run("disk", func(b *testing.B) {
		dir := b.TempDir()
		nights(b, s, func() store.Folder { return store.Dir(dir) })
	})
	b.Run("bucket", func(b *testing.B) {
		proxy := server.NewProxy(b)
		address := s3test.Address(proxy.URL, server.Bucket(b), "data", "")
		b.Setenv("XDG_CACHE_HOME", b.TempDir())
		nights(b, s, func() store.Folder {
			b.Setenv("XDG_CACHE_HOME", b.TempDir())
			return bucket.Folder(address)
		})
		c := proxy.Reset()
		n := float64(b.N)
		for _, kind := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, "LIST"} {
			b.ReportMetric(float64(c.Requests[kind])/n, kind+"/night")
		}
		b.ReportMetric(float64(c.In)/n, "bytes-in/night")
		b.ReportMetric(float64(c.Out)/n, "bytes-out/night")
	})
}

// large crawls a site of about 2,300 entities.
func large(b *testing.B) *model.Snapshot {
	b.Helper()
	site := httptest.NewServer(samplesite.Large(40))
	defer site.Close()
	file := filepath.Join(b.TempDir(), "large.json")
	var none discard
	if code := cli.Run(program(), []string{"crawl", "--base-url", site.URL, "--rate", "0", "--backoff", "1ms", "--parallel", "8", "--quiet", "--out", file}, none, none, none); code != 0 {
		b.Fatalf("the crawl: exit %d", code)
	}
	s, err := store.Read(file)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d methods, %d constructors, %d types", len(s.Methods), len(s.Constructors), len(s.Types))
	return s
}

func nights(b *testing.B, s *model.Snapshot, open func() store.Folder) {
	b.Helper()
	var first string
	for name := range model.Sorted(s.Methods) {
		first = name
		break
	}
	at := time.Date(2026, 1, 1, 3, 0, 0, 0, time.UTC)
	for b.Loop() {
		at = at.AddDate(0, 0, 1)
		changed := *s.Methods[first]
		changed.Description = fmt.Sprintf("What it says on %s.", at.Format(time.DateOnly))
		s.Methods[first] = &changed
		r, err := nightly.Run(b.Context(), nightly.Options{
			Folder: open(), Source: s.Source, Version: "bench", Now: func() time.Time { return at },
			Crawl: func(context.Context) (*nightly.CrawlResult, error) { return &nightly.CrawlResult{Snapshot: s}, nil },
		})
		if err != nil || r.IndexError != nil {
			b.Fatal(err, r.IndexError)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func (discard) Read([]byte) (int, error) { return 0, nil }
