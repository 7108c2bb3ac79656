package fetch_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

func ExampleOpen() {
	server := httptest.NewServer(samplesite.Handler())
	defer server.Close()
	ctx := context.Background()
	site, err := fetch.Open(ctx, fetch.Options{BaseURL: server.URL, Layer: 186, Rate: 10, Contact: "api-watch@example.org"})
	if err != nil {
		log.Fatal(err)
	}
	page, err := site.Get(ctx, scrape.Request{Path: "/method/auth.sendCode"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(page.Status, len(page.Body) > 0)
	fmt.Println(site.Stats().Requests, "requests, robots.txt among them")
	// Output:
	// 200 true
	// 2 requests, robots.txt among them
}
