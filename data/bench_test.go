package data_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// parallel is how many pages are in work at once, in both.
const parallel = 8

// BenchmarkBare fetches every page of the sample over loopback and throws it away: what
// a crawl costs at least, and the measure of BenchmarkCrawl.
func BenchmarkBare(b *testing.B) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	paths := asked(b)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: parallel}}
	defer client.CloseIdleConnections()
	b.ReportAllocs()
	for b.Loop() {
		next := make(chan string)
		var workers sync.WaitGroup
		for range parallel {
			workers.Go(func() {
				for path := range next {
					resp, err := client.Get(server.URL + path)
					if err != nil {
						b.Error(err)
						continue
					}
					_, _ = io.Copy(io.Discard, resp.Body)
					resp.Body.Close()
				}
			})
		}
		for _, path := range paths {
			next <- path
		}
		close(next)
		workers.Wait()
	}
}

// BenchmarkCrawl crawls the whole sample over loopback, as the real site is crawled.
func BenchmarkCrawl(b *testing.B) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	b.ReportAllocs()
	for b.Loop() {
		site, err := fetch.Open(b.Context(), fetch.Options{BaseURL: server.URL, Parallel: parallel})
		if err != nil {
			b.Fatal(err)
		}
		_, err = scrape.Crawl(b.Context(), site, scrape.Options{Site: server.URL, Kinds: model.Kinds, Parallel: parallel, Tries: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(site.Stats().Bytes)
	}
}

// asked lists what a crawl of the sample asks for.
func asked(b *testing.B) (paths []string) {
	b.Helper()
	var mu sync.Mutex
	sample := data.Handler()
	watched := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		paths = append(paths, r.URL.EscapedPath())
		mu.Unlock()
		sample.ServeHTTP(w, r)
	}))
	defer watched.Close()
	site, err := fetch.Open(b.Context(), fetch.Options{BaseURL: watched.URL, Parallel: parallel})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := scrape.Crawl(b.Context(), site, scrape.Options{Site: watched.URL, Kinds: model.Kinds, Parallel: parallel, Tries: 1}); err != nil {
		b.Fatal(err)
	}
	return paths
}
