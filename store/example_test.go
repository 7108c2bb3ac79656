package store_test

import (
	"fmt"
	"os"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

func ExampleDir() {
	dir, _ := os.MkdirTemp("", "store")
	defer os.RemoveAll(dir)
	folder := store.Dir(dir)

	s := model.New("https://corefork.telegram.org", 223)
	entry, err := folder.Next(s, time.Date(2026, 6, 13, 3, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := folder.Write(entry, s); err != nil {
		fmt.Println(err)
		return
	}
	latest, err := folder.Resolve("latest")
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err = folder.Read(latest)
	fmt.Println(latest.File, latest.Name(), s.Layer, err)
	// Output: corefork.telegram.org/20260613T030000Z-223.json.gz 223@2026-06-13 223 <nil>
}
