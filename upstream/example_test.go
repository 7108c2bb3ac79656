package upstream_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"

	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

func ExampleFetch() {
	schema := "---functions---\nhelp.getOne = Bool;\n// LAYER 214\n"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, schema) }))
	defer server.Close()
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	options := upstream.Options{
		Folder:  store.Dir(dir),
		Sources: []upstream.Source{{Name: "app", Repository: "https://github.com/example/app", Schema: server.URL + "/api.tl"}},
		Notify: func(_ context.Context, m upstream.Message) error {
			fmt.Println(m.Source+":", m.Text)
			if m.Report != nil {
				fmt.Println(m.Report.Changes[0].Text)
			}
			return nil
		},
	}
	for _, next := range []string{"", "", "help.getTwo = Bool;\n"} {
		schema = strings.Replace(schema, "// LAYER", next+"// LAYER", 1)
		for _, f := range upstream.Fetch(context.Background(), options) {
			if f.Err != nil {
				log.Fatal(f.Err)
			}
			fmt.Println(f.Result.Outcome)
		}
	}
	// Output:
	// app: layer 214, revision 1, provisional: first snapshot
	// first
	// unchanged
	// app: layer 214, revision 2, provisional
	// help.getTwo: new method
	// changed
}

func ExampleReadSources() {
	const list = `
- name: app
  repository: https://github.com/example/app
  schema: https://example.org/api.tl
  layer:
    - pattern: LAYER
`
	f, err := os.CreateTemp("", "*.yaml")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(f.Name())
	if _, err := f.WriteString(list); err != nil {
		log.Fatal(err)
	}
	f.Close()
	_, err = upstream.ReadSources(f.Name())
	var invalid *upstream.SourceError
	if errors.As(err, &invalid) {
		fmt.Println(invalid.Name, invalid.Field, invalid.Err)
	}
	// Output: app layer[0].pattern it has no group for the number (want one, as in LAYER = (\d+))
}
