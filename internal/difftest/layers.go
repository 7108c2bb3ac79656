package difftest

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// Layers returns a history of schemas, oldest first: those of Small, and all layers next to
// the module, if there are any. They are read once; leave them unchanged.
func Layers(t testing.TB) []*model.Snapshot {
	t.Helper()
	small := Small(t)
	all.Do(func() { all.layers = read(t, "..", "..", "..", "shared", "schemas") })
	return slices.Concat(small, all.layers)
}

// all are the layers next to the module: parsing them takes longer than a test of them.
var all struct {
	sync.Once
	layers []*model.Snapshot
}

// Small returns the four layers of a small schema, oldest first.
func Small(t testing.TB) []*model.Snapshot {
	t.Helper()
	layers := read(t, "testdata")
	if len(layers) != 4 {
		t.Fatalf("%d schemas in internal/difftest/testdata", len(layers))
	}
	return layers
}

// read reads the .tl files of a folder, given from the one of this package.
func read(t testing.TB, folder ...string) []*model.Snapshot {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(module(t), "internal", "difftest", filepath.Join(folder...), "*.tl"))
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

// module is the folder of the module: tests run in the folder of their package.
func module(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the folder of the test")
		}
	}
}
