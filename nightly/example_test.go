package nightly_test

import (
	"context"
	"fmt"
	"os"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

func ExampleRun() {
	dir, _ := os.MkdirTemp("", "nightly")
	defer os.RemoveAll(dir)
	description := "Sends a code."
	crawl := func(context.Context) (*nightly.CrawlResult, error) { // scrape.Crawl in real use
		s := model.New("https://corefork.telegram.org", 223)
		s.Methods["auth.sendCode"] = &model.Method{Name: "auth.sendCode", Description: description, Documented: new(true)}
		return &nightly.CrawlResult{Snapshot: s, Pages: 1}, nil
	}
	options := nightly.Options{
		Folder: store.Dir(dir), Source: "https://corefork.telegram.org", Crawl: crawl,
		Notify: func(_ context.Context, n nightly.Notice) error {
			for _, c := range n.Report.Changes {
				fmt.Println(c.Text)
			}
			return nil
		},
	}
	for _, description = range []string{"Sends a code.", "Sends a code.", "Sends a login code."} {
		result, err := nightly.Run(context.Background(), options)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(result.Outcome)
	}
	// Output:
	// first
	// unchanged
	// auth.sendCode: description changed
	// changed
}
