package scrape_test

import (
	"context"
	"fmt"
	"log"
	"net/http/httptest"

	"github.com/tlcrawl/tlcrawl/data"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/fetch"
)

// Crawl the methods of a site. Here it is the sample site; the real one is
// https://corefork.telegram.org.
func ExampleCrawl() {
	server := httptest.NewServer(data.Handler())
	defer server.Close()

	ctx := context.Background()
	source, err := fetch.Open(ctx, fetch.Options{BaseURL: server.URL, Layer: 203})
	if err != nil {
		log.Fatal(err)
	}
	result, err := scrape.Crawl(ctx, source, scrape.Options{
		Site: server.URL, Layer: 203, Kinds: []model.Kind{model.KindMethod}, MaxAttempts: 1,
	})
	if err != nil {
		log.Fatal(err)
	}
	s := result.Snapshot
	fmt.Printf("layer %d, %d methods\n", s.Layer, len(s.Methods))
	fmt.Println(s.Methods["upload.getFile"].TL)
	// Output:
	// layer 203, 16 methods
	// upload.getFile#be5335be flags:# precise:flags.0?true cdn_supported:flags.1?true location:InputFileLocation offset:long limit:int = upload.File
}
