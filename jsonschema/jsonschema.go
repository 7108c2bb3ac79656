// Package jsonschema publishes the JSON Schemas of tlcrawl's output, and of the list of
// sources that it reads (https://json-schema.org/draft/2020-12).
//
// It is for programs that read or validate the output. It does not validate; any JSON
// Schema validator does. It guarantees that everything that tlcrawl writes is valid, which
// the tests check with a validator.
package jsonschema

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.json
var files embed.FS

// Names returns the names: a snapshot, a report of `diff --format json`, a line of `parse`,
// the formats of `errors`, the formats of `docs`, `tl --format json`, `upcoming --format
// json`, and the list of sources of `upstream --sources`.
func Names() []string {
	return []string{
		"snapshot", "report", "parse", "errors", "official", "madelineproto", "madelineproto-v3",
		"docs", "docs-mtcute", "docs-pyrogram", "docs-teleproto", "tl", "upcoming", "sources",
	}
}

// Document returns the JSON Schema of that name.
func Document(name string) ([]byte, error) {
	for _, n := range Names() {
		if n == name {
			return files.ReadFile(name + ".json")
		}
	}
	return nil, fmt.Errorf("invalid schema %q (want %s)", name, strings.Join(Names(), ", "))
}
