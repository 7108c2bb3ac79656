// Package jsonschema publishes what tlcrawl's JSON looks like, as JSON Schema
// (https://json-schema.org/draft/2020-12): for programs that read it, and for those
// that check it.
//
// It is not for checking: any validator does that. It promises that everything
// tlcrawl writes is valid, which the tests hold with a validator.
package jsonschema

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed *.json
var files embed.FS

// Names lists the documents: a snapshot, a report of `diff --format json`, a line of
// `parse`, a table of `errors`.
func Names() []string { return []string{"snapshot", "report", "parse", "errors"} }

// Document is the JSON Schema of that name.
func Document(name string) ([]byte, error) {
	for _, n := range Names() {
		if n == name {
			return files.ReadFile(name + ".json")
		}
	}
	return nil, fmt.Errorf("no JSON Schema %q; there are %s", name, strings.Join(Names(), ", "))
}
