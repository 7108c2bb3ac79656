package index_test

import (
	"context"
	"fmt"
	"os"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// example is a data folder with two nights.
func example() (folder store.Folder, remove func()) {
	dir, _ := os.MkdirTemp("", "index")
	folder = store.Dir(dir)
	for i, description := range []string{"Checks it.", "Checks the code."} {
		s := model.New("https://corefork.telegram.org", 223)
		s.Methods["auth.check"] = &model.Method{Name: "auth.check", Description: description, Documented: new(true),
			Errors: []model.Error{{Code: 400, Type: "CODE_INVALID", Description: "Wrong code."}}}
		e, _ := folder.Next(s, day(i))
		_ = folder.Write(e, s)
	}
	return folder, func() { os.RemoveAll(dir) }
}

func ExampleIndex_Log() {
	folder, remove := example()
	defer remove()
	ctx := context.Background()
	x, _ := index.Open(ctx, folder, "corefork.telegram.org", index.Options{})
	defer x.Close()
	log, _ := x.Log(ctx, "auth.check")
	for _, e := range log.Events {
		fmt.Println(e.Snapshot, e.Changes[0].Rule)
	}
	// Output: 223@2026-01-02 description-changed
}

func ExampleIndex_Search() {
	folder, remove := example()
	defer remove()
	ctx := context.Background()
	x, _ := index.Open(ctx, folder, "corefork.telegram.org", index.Options{})
	defer x.Close()
	hits, _ := x.Search(ctx, "code", 10)
	for _, h := range hits {
		fmt.Println(h.Kind, h.Name)
	}
	// Output:
	// error CODE_INVALID
	// method auth.check
}

func ExampleIndex_Since() {
	folder, remove := example()
	defer remove()
	ctx := context.Background()
	x, _ := index.Open(ctx, folder, "corefork.telegram.org", index.Options{})
	defer x.Close()
	first, _, _ := x.Since(ctx, history.ErrorKey{Code: 400, Type: "CODE_INVALID"})
	fmt.Println(first.Snapshot, first.OrEarlier)
	// Output: 223@2026-01-01 true
}

func ExampleIndex_Query() {
	folder, remove := example()
	defer remove()
	ctx := context.Background()
	x, _ := index.Open(ctx, folder, "corefork.telegram.org", index.Options{})
	defer x.Close()
	_ = x.Query(ctx, "SELECT time, docs FROM snapshots WHERE docs > 0",
		func([]string) error { return nil },
		func(row []any) error {
			fmt.Println(row...)
			return nil
		})
	// Output: 2026-01-02T03:00:00Z 1
}
