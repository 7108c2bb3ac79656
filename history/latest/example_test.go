package latest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/store"
)

func ExampleUpdate() {
	dir, _ := os.MkdirTemp("", "latest")
	defer os.RemoveAll(dir)
	folder := store.Dir(dir)
	s := snapshot(222, "auth.check", "Checks it.")
	e, _ := folder.Next(s, time.Date(2026, 6, 1, 3, 0, 0, 0, time.UTC))
	_ = folder.Write(e, s)
	if err := latest.Update(folder, site); err != nil {
		fmt.Println(err)
	}
	schema, _ := os.ReadFile(filepath.Join(dir, site, "latest", "api.tl"))
	_, functions, _ := strings.Cut(string(schema), "---functions---\n\n")
	fmt.Print(functions)
	// Output:
	// auth.check#00000001 id:int = Bool;
	//
	// // LAYER 222
}
