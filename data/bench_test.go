package data_test

import (
	"net/http/httptest"
	"testing"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// BenchmarkCrawl crawls the whole sample over loopback, as the real site is crawled.
func BenchmarkCrawl(b *testing.B) {
	server := httptest.NewServer(data.Handler())
	defer server.Close()
	b.ReportAllocs()
	for b.Loop() {
		site, err := fetch.Open(b.Context(), fetch.Options{BaseURL: server.URL, Parallel: 8})
		if err != nil {
			b.Fatal(err)
		}
		_, err = scrape.Crawl(b.Context(), site, scrape.Options{Site: server.URL, Kinds: model.Kinds, Parallel: 8, Tries: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(site.Stats().Bytes)
	}
}
