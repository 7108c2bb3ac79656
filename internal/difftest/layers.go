package difftest

import (
	"cmp"
	"os"
	"path/filepath"
	"runtime"
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

// read reads the .tl files of a folder, given from this one.
func read(t testing.TB, folder ...string) []*model.Snapshot {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	paths, err := filepath.Glob(filepath.Join(filepath.Dir(here), filepath.Join(folder...), "*.tl"))
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
