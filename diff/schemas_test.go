package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestEveryLayer compares each layer with itself and with the next one, there and back.
func TestEveryLayer(t *testing.T) {
	layers := difftest.Layers(t)
	for i, s := range layers {
		if r := diff.Compare(s, s); len(r.Changes) > 0 {
			t.Errorf("layer %d differs from itself:\n%s", s.Layer, lines(r))
		}
		if i > 0 {
			mirrors(t, layers[i-1], s)
		}
	}
}
