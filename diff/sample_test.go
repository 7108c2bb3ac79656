package diff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestEveryRuleOccurs checks that every row of the table is in a case of testdata or in the
// sample.
func TestEveryRuleOccurs(t *testing.T) {
	seen := map[string]bool{}
	see := func(old, new *model.Snapshot) {
		for _, c := range diff.Compare(old, new).Changes {
			seen[c.Rule+" "+c.Row().When] = true
		}
	}
	see(difftest.Sample(t))
	for _, c := range difftest.Cases(t, "testdata") {
		see(c.Old, c.New)
	}
	for _, r := range diff.Rules {
		if !seen[r.ID+" "+r.When] {
			t.Errorf("no case has a change of %s %s", r.ID, r.When)
		}
	}
}

// TestRules checks that an ID and a condition identify one row, with a valid level.
func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range diff.Rules {
		if key := r.ID + " " + r.When; seen[key] {
			t.Errorf("two rows for %s", key)
		} else {
			seen[key] = true
		}
		if !diff.Docs.AtLeast(r.Level) && !r.Level.AtLeast(diff.Docs) {
			t.Errorf("%s: invalid level %q", r.ID, r.Level)
		}
	}
}

// TestOrder checks the order by level, kind and name, and that it is deterministic.
func TestOrder(t *testing.T) {
	old, new := difftest.Sample(t)
	r := diff.Compare(old, new)
	level := map[diff.Level]int{diff.Breaking: 0, diff.Compatible: 1, diff.Docs: 2}
	kind := map[model.Kind]int{model.KindMethod: 0, model.KindConstructor: 1, model.KindType: 2, diff.KindError: 3, diff.KindLayer: 4}
	for i := 1; i < len(r.Changes); i++ {
		a, b := r.Changes[i-1], r.Changes[i]
		if level[a.Level] > level[b.Level] ||
			a.Level == b.Level && (kind[a.Kind] > kind[b.Kind] || a.Kind == b.Kind && a.Name > b.Name) {
			t.Errorf("out of order:\n%s\n%s", a.Text, b.Text)
		}
	}
	if d := cmp.Diff(r.Changes, diff.Compare(old, new).Changes, cmp.AllowUnexported(diff.Change{})); d != "" {
		t.Errorf("compared again: another report:\n%s", d)
	}
}

func BenchmarkCompare(b *testing.B) {
	old, new := difftest.Sample(b)
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(old, new)
	}
}
