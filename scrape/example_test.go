package scrape_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// sampleSource provides the pages of the embedded sample site at one layer.
type sampleSource struct{ layer int }

func (s sampleSource) Get(_ context.Context, r scrape.Request) (*scrape.Response, error) {
	body, ok := samplesite.Page(s.layer, r.Path)
	if !ok {
		return nil, &scrape.PageError{URL: r.Path, Err: &page.MissingPageError{}}
	}
	return &scrape.Response{Body: body, Status: 200}, nil
}

func ExampleCrawl() {
	result, err := scrape.Crawl(context.Background(), sampleSource{203}, scrape.Options{
		Site:        "https://sample.test",
		Kinds:       []model.Kind{model.KindMethod},
		MaxAttempts: 1,
	})
	if err != nil {
		log.Fatal(err)
	}
	s := result.Snapshot
	fmt.Println("layer", s.Layer, "methods", len(s.Methods), "announced", len(s.Announced.Methods))
	fmt.Println(s.Methods["help.getPromoData"].Category)
	// Output:
	// layer 203 methods 16 announced 1
	// Chat list
}
