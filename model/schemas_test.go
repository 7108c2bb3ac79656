package model_test

import (
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// schemaFiles returns the layers of the small schema in testdata and, if present, those of
// the real schema next to the module.
func schemaFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../schema/testdata/layers/*.tl")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files in ../schema/testdata/layers: %v", len(files), err)
	}
	more, err := filepath.Glob("../../shared/schemas/*.tl")
	if err != nil {
		t.Fatal(err)
	}
	return append(files, more...)
}

// Every line of every layer is printed unchanged.
func TestParseCombinatorEveryLayer(t *testing.T) {
	files := schemaFiles(t)
	seen := map[string]bool{}
	for _, name := range files {
		for n, line := range schemaLines(t, name) {
			if seen[line] {
				continue
			}
			seen[line] = true
			c, err := model.ParseCombinator(line)
			if err != nil {
				t.Errorf("%s:%d: %v", name, n, err)
				continue
			}
			if got, want := c.String(), strings.TrimSuffix(line, ";"); got != want {
				t.Errorf("%s:%d: printed as\n%s, want\n%s", name, n, got, want)
			}
			if len(c.ID) != 8 {
				t.Errorf("%s:%d: id %q of %s has not 8 digits", name, n, c.ID, c.Name)
			}
		}
	}
	if len(seen) < len(files) {
		t.Errorf("%d different lines in %d files: schemas are missing", len(seen), len(files))
	}
}

// schemaLines iterates over the combinators of a .tl file and their line numbers.
func schemaLines(t *testing.T, name string) iter.Seq2[int, string] {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(string(b)) {
			n++
			line = strings.TrimSuffix(line, "\n")
			if line == "" || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "---") {
				continue
			}
			if !yield(n, line) {
				return
			}
		}
	}
}
