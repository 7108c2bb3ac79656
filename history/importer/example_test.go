package importer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func ExampleRun() {
	dir, _ := os.MkdirTemp("", "import")
	defer os.RemoveAll(dir)
	schema := filepath.Join(dir, "100.tl")
	_ = os.WriteFile(schema, []byte("auth.one#00000a01 = Bool;\n// LAYER 100\n"), 0o644)

	in, err := importer.Parse(schema) // or git:REPO:PATH
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := importer.Run(context.Background(), []importer.Input{in}, importer.Options{
		Folder: store.Dir(filepath.Join(dir, "data")),
		Source: "https://github.com/example/client",
		Time:   time.Date(2021, 10, 9, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range result.Sites {
		for _, stored := range s.Stored {
			fmt.Println(stored.Entry.File)
		}
		for _, refused := range s.Refused {
			fmt.Println("refused:", refused)
		}
	}
	// Output: github.com/example/client/20211009T000000Z-100.json.gz
}

func ExampleBackfill() {
	dir, _ := os.MkdirTemp("", "backfill")
	defer os.RemoveAll(dir)
	plan, err := importer.Backfill(context.Background(), importer.BackfillOptions{
		Folder: store.Dir(dir), Source: "https://corefork.telegram.org", First: 186, Last: 188, Now: time.Now,
		Listed: func(context.Context) ([]int, int, error) { return []int{186, 187}, 2800, nil },
		Crawl: func(_ context.Context, layer int) (*model.Snapshot, error) { // with package scrape
			return model.New("https://corefork.telegram.org", layer), nil
		},
		Report: func(p importer.BackfillPlan) { fmt.Printf("%d of %d\n", len(p.Done), len(p.Todo)) },
	})
	fmt.Println(plan.Unlisted, err)
	// Output:
	// 0 of 2
	// 1 of 2
	// 2 of 2
	// [188] <nil>
}
