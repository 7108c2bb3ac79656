package diff_test

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// TestEveryLayer compares the schema of every layer that was kept with the next one,
// there and back.
func TestEveryLayer(t *testing.T) {
	files, err := filepath.Glob("../../shared/schemas/*.tl")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no schemas in ../../shared/schemas: they lie beside the module, not in it")
	}
	var layers []*model.Snapshot
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := schema.Read(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		layers = append(layers, s)
	}
	slices.SortFunc(layers, func(a, b *model.Snapshot) int { return cmp.Compare(a.Layer, b.Layer) })
	for i, s := range layers {
		if r := diff.Compare(s, s); len(r.Changes) > 0 {
			t.Errorf("layer %d differs from itself:\n%s", s.Layer, lines(r))
		}
		if i > 0 {
			mirrors(t, layers[i-1], s)
			readsBack(t, layers[i-1], s)
		}
	}
}
