package server

import (
	"context"
	_ "embed" // the document
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/jsonschema"
)

//go:embed openapi.json
var openAPI []byte

// published are the JSON Schemas of other commands that the API answers with, by their
// names in the document.
var published = map[string]string{"Snapshot": "snapshot", "Report": "report", "Errors": "errors"}

// OpenAPI returns the description of the API, an OpenAPI document of version 3.1
// (https://spec.openapis.org/oas/v3.1.1.html) that needs no other document.
func OpenAPI() ([]byte, error) {
	var doc map[string]any
	if err := json.Unmarshal(openAPI, &doc); err != nil {
		return nil, err
	}
	components, _ := doc["components"].(map[string]any)
	schemas, ok := components["schemas"].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the OpenAPI document has no schemas")
	}
	for name, file := range published {
		b, err := jsonschema.Document(file)
		if err != nil {
			return nil, err
		}
		if err := embed(schemas, name, b); err != nil {
			return nil, fmt.Errorf("the JSON Schema %s: %w", file, err)
		}
	}
	return encode(doc)
}

// embed adds a JSON Schema with its definitions, each as a schema of its own: many programs
// do not find a definition inside of another schema.
func embed(schemas map[string]any, name string, document []byte) error {
	at := `"#/components/schemas/` + name
	text := localRef.ReplaceAllStringFunc(string(document), func(ref string) string {
		return at + capital(strings.TrimPrefix(ref, `"#/$defs/`))
	})
	var schema map[string]any
	if err := json.Unmarshal([]byte(text), &schema); err != nil {
		return err
	}
	definitions, _ := schema["$defs"].(map[string]any)
	for part, definition := range definitions {
		schemas[name+capital(part)] = definition
	}
	delete(schema, "$defs")
	delete(schema, "$id")
	delete(schema, "$schema")
	schemas[name] = schema
	return nil
}

// localRef matches a reference to a definition of the same document.
var localRef = regexp.MustCompile(`"#/\$defs/\w`)

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

var openAPIDocument = sync.OnceValues(func() (*document, error) {
	b, err := OpenAPI()
	if err != nil {
		return nil, err
	}
	return newDocument(jsonType, b), nil
})

func (*Server) openAPI(context.Context, question) (*document, error) { return openAPIDocument() }
