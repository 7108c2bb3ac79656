package upstream_test

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

func ExampleStatusOf() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	folder := store.Dir(dir)
	for source, text := range map[string]string{
		"https://corefork.telegram.org":  "user#00000002 = User;\n// LAYER 213\n",
		"https://github.com/example/app": "user#00000002 = User;\nchat#00000001 = Chat;\n// LAYER 214\n",
	} {
		s, err := store.Decode(strings.NewReader(text))
		if err != nil {
			log.Fatal(err)
		}
		s.Source = source
		e, err := folder.Next(s, time.Date(2026, 6, 13, 3, 0, 0, 0, time.UTC))
		if err == nil {
			err = folder.Write(e, s)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	list, err := upstream.StatusOf(folder, []upstream.Source{{Name: "app", Repository: "https://github.com/example/app"}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(list[0].Source+":", list[0].Title())
	fmt.Println("the site lacks", list[0].OnlySource)
	// Output:
	// app: layer 214, revision 1, provisional
	// the site lacks [constructor chat]
}
