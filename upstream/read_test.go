package upstream_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	validator "github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/tlcrawl/tlcrawl/jsonschema"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// sourcesFile writes a list of sources to a file.
func sourcesFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "sources.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// validate checks a list of sources with the published JSON Schema.
func validate(t *testing.T, list string) error {
	t.Helper()
	b, err := jsonschema.Document("sources")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := validator.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	c := validator.NewCompiler()
	if err := c.AddResource("sources.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("sources.json")
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.Unmarshal([]byte(list), &v); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestDefaults(t *testing.T) {
	if err := upstream.Check(upstream.Defaults()); err != nil {
		t.Fatal(err)
	}
	b, err := yaml.Marshal(upstream.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(t, string(b)); err != nil {
		t.Error(err)
	}
	got, err := upstream.ReadSources(sourcesFile(t, string(b)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(upstream.Defaults(), got); d != "" {
		t.Errorf("the list changes when it is written and read: %s", d)
	}
}

func TestReadSources(t *testing.T) {
	want := []upstream.Source{{
		Name: "app", Repository: "https://github.com/owner/app", Schema: "http://127.0.0.1:8080/api.tl",
		Layer: []upstream.Layer{{Pattern: `LAYER (\d+)`}, {URL: "http://127.0.0.1:8080/version.h", Pattern: `(\d+)`}},
		Kind:  upstream.KindTL, Drop: []string{"app.own"}, Against: upstream.AgainstAPI,
	}}
	for why, text := range map[string]string{
		"YAML": `
- name: app
  repository: https://github.com/owner/app
  schema: http://127.0.0.1:8080/api.tl
  layer:
    - pattern: LAYER (\d+)
    - url: http://127.0.0.1:8080/version.h
      pattern: (\d+)
  kind: tl
  drop: [app.own]
  against: api
`,
		"JSON": `[{"name": "app", "repository": "https://github.com/owner/app", "schema": "http://127.0.0.1:8080/api.tl",
 "layer": [{"pattern": "LAYER (\\d+)"}, {"url": "http://127.0.0.1:8080/version.h", "pattern": "(\\d+)"}],
 "kind": "tl", "drop": ["app.own"], "against": "api"}]`,
	} {
		got, err := upstream.ReadSources(sourcesFile(t, text))
		if err != nil {
			t.Errorf("%s: %v", why, err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", why, d)
		}
		if err := validate(t, text); err != nil {
			t.Errorf("%s: %v", why, err)
		}
	}
}

// Each invalid entry is named with its field.
func TestReadSourcesRejects(t *testing.T) {
	const good = `{name: app, repository: "https://github.com/owner/app", schema: "https://example.com/api.tl"`
	for _, tc := range []struct {
		why, text, field string
		position         int
	}{
		{"a name with a slash", `[{name: a/b, repository: "https://github.com/owner/app", schema: "https://example.com/api.tl"}]`, "name", 1},
		{"no repository", `[{name: app, schema: "https://example.com/api.tl"}]`, "repository", 1},
		{"a repository that would share the folder of a site", `[{name: app, repository: "https://core.telegram.org", schema: "https://example.com/api.tl"}]`, "repository", 1},
		{"no schema", `[{name: app, repository: "https://github.com/owner/app"}]`, "schema", 1},
		{"a file of this machine", `[{name: app, repository: "https://github.com/owner/app", schema: "file:///etc/passwd"}]`, "schema", 1},
		{"a password", `[{name: app, repository: "https://github.com/owner/app", schema: "https://me:secret@example.com/api.tl"}]`, "schema", 1},
		{"an unknown kind", "[" + good + `, kind: yaml}]`, "kind", 1},
		{"an unknown schema", "[" + good + `, against: bots}]`, "against", 1},
		{"an empty name to drop", "[" + good + `, drop: [""]}]`, "drop", 1},
		{"a pattern that does not compile", "[" + good + `, layer: [{pattern: "("}]}]`, "layer[0].pattern", 1},
		{"a pattern without a group", "[" + good + `, layer: [{pattern: "LAYER"}]}]`, "layer[0].pattern", 1},
		{"a layer at no URL", "[" + good + `, layer: [{pattern: "(1)"}, {url: "version.h", pattern: "(1)"}]}]`, "layer[1].url", 1},
		{"two of a name", "[" + good + `}, ` + good + `}]`, "name", 2},
		{"two of a history", "[" + good + `}, {name: other, repository: "https://github.com/Owner/App", schema: "https://example.com/b.tl"}]`, "repository", 2},
	} {
		_, err := upstream.ReadSources(sourcesFile(t, tc.text))
		var invalid *upstream.SourceError
		if !errors.As(err, &invalid) || invalid.Field != tc.field || invalid.Position != tc.position || !strings.Contains(err.Error(), "sources.yaml") {
			t.Errorf("%s: %v, want field %s of source %d", tc.why, err, tc.field, tc.position)
		}
	}
}

func TestReadSourcesOfAnotherForm(t *testing.T) {
	for why, text := range map[string]string{
		"an empty file":         "",
		"an empty list":         "[]",
		"an object":             `{"sources": []}`,
		"an unknown field":      `[{name: app, color: red}]`,
		"neither YAML nor JSON": "\x00",
		"a number for a name":   `[{name: [1]}]`,
	} {
		_, err := upstream.ReadSources(sourcesFile(t, text))
		var file *store.FileError
		if !errors.As(err, &file) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", why, err)
		}
	}
	if _, err := upstream.ReadSources(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a file that is missing was read")
	}
}
