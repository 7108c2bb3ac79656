package diff_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// Snapshots that share equal entities are compared like others, in both directions, by
// Compare and by a Series.
func TestShared(t *testing.T) {
	layers := difftest.Layers(t)
	old, new := difftest.Sample(t)
	moved := *old
	moved.Source = "http://elsewhere.test"
	list := append(layers[:min(12, len(layers))], old, new, old, &moved, new, new)
	var reader model.Series
	var forward, backward diff.Series
	var before *model.Snapshot
	for i, s := range list {
		shared := decode(t, reader.Decode, s)
		if i > 0 {
			for _, d := range []struct {
				why      string
				want     *diff.Report
				by       *diff.Series
				old, new *model.Snapshot
			}{
				{"forward", diff.Compare(list[i-1], s), &forward, before, shared},
				{"backward", diff.Compare(s, list[i-1]), &backward, shared, before},
			} {
				for _, got := range []*diff.Report{diff.Compare(d.old, d.new), d.by.Compare(d.old, d.new)} {
					if d := cmp.Diff(d.want, got, cmpopts.IgnoreUnexported(diff.Change{})); d != "" {
						t.Fatalf("step %d: -apart +shared\n%s", i, d)
					}
				}
			}
		}
		before = shared
	}
}

func decode(t *testing.T, by func([]byte) (*model.Snapshot, error), s *model.Snapshot) *model.Snapshot {
	t.Helper()
	var b bytes.Buffer
	if err := model.Encode(&b, s); err != nil {
		t.Fatal(err)
	}
	shared, err := by(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return shared
}
