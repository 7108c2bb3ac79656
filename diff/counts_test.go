package diff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestEntities checks that the summary counts each entity once.
func TestEntities(t *testing.T) {
	const was = `{"methods": {
		"auth.one": {"tl": "auth.one#00000001 a:int b:int = Bool"},
		"auth.gone": {"tl": "auth.gone#00000002 x:long = True"}}}`
	const is = `{"methods": {
		"auth.one": {"tl": "auth.one#00000011 c:long = Bool"},
		"auth.new": {"tl": "auth.new#00000012 y:string = True"},
		"auth.newer": {"tl": "auth.newer#00000013 = True"}}}`
	for _, tc := range []struct {
		why      string
		old, new string
		want     map[model.Kind]diff.Counts
	}{
		{"nothing", was, was, map[model.Kind]diff.Counts{}},
		{"a method with three changes counts once", was, is, map[model.Kind]diff.Counts{"method": {Added: 2, Removed: 1, Changed: 1}}},
		{"in the other direction", is, was, map[model.Kind]diff.Counts{"method": {Added: 1, Removed: 2, Changed: 1}}},
	} {
		got := diff.Compare(difftest.Snapshot(t, tc.old), difftest.Snapshot(t, tc.new)).Summary.Entities
		if d := cmp.Diff(tc.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.why, d)
		}
	}
}
