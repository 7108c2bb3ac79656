package difftest

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// Layers reads a history of schemas, oldest first: the small one of testdata, and all
// layers next to the module, if there are any.
func Layers(t testing.TB) []*model.Snapshot {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	dir := filepath.Dir(here)
	layers := read(t, filepath.Join(dir, "testdata", "*.tl"))
	if len(layers) == 0 {
		t.Fatal("no schemas in internal/difftest/testdata")
	}
	return append(layers, read(t, filepath.Join(dir, "..", "..", "..", "shared", "schemas", "*.tl"))...)
}

func read(t testing.TB, pattern string) []*model.Snapshot {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var layers []*model.Snapshot
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		s, err := schema.Read(f)
		f.Close()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		layers = append(layers, s)
	}
	slices.SortFunc(layers, func(a, b *model.Snapshot) int { return cmp.Compare(a.Layer, b.Layer) })
	return layers
}
