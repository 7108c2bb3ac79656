package mirror_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"
	"os"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
	"github.com/tlcrawl/tlcrawl/scrape/mirror"
)

// A crawl through a mirror leaves a copy of the pages, from which a second crawl needs no
// network.
func Example() {
	server := httptest.NewServer(samplesite.Handler())
	defer server.Close()
	dir, err := os.MkdirTemp("", "mirror")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	ctx, o := context.Background(), scrape.Options{Site: server.URL, MaxAttempts: 1}
	site, err := fetch.Open(ctx, fetch.Options{BaseURL: server.URL})
	if err != nil {
		log.Fatal(err)
	}
	pages, err := mirror.Open(dir, server.URL, 0, site)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := scrape.Crawl(ctx, pages, o); err != nil {
		log.Fatal(err)
	}
	if err := pages.Finish(); err != nil {
		log.Fatal(err)
	}
	pages.Close()

	offline, err := mirror.OpenOffline(dir, server.URL, 0)
	if err != nil {
		log.Fatal(err)
	}
	result, err := scrape.Crawl(ctx, offline, o)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("layer", result.Snapshot.Layer, "methods", len(result.Snapshot.Methods))
	// Output: layer 203 methods 16
}
