package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestFilter: a change passes that is of one of the kinds, one of the levels and one
// of the rules asked for.
func TestFilter(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	all := len(r.Changes)
	for _, c := range []struct {
		why    string
		filter diff.Filter
		keeps  func(diff.Change) bool
	}{
		{"nothing asked, all passes", diff.Filter{}, func(diff.Change) bool { return true }},
		{"a kind, in the plural", diff.Filter{Only: []string{"methods"}}, func(c diff.Change) bool { return c.Kind == "method" }},
		{"two kinds are either", diff.Filter{Only: []string{"type", "layers"}}, func(c diff.Change) bool { return c.Kind == "type" || c.Kind == diff.KindLayer }},
		{"a kind and a level are both", diff.Filter{Only: []string{"methods", "docs"}}, func(c diff.Change) bool { return c.Kind == "method" && c.Level == diff.Docs }},
		{"a rule", diff.Filter{Only: []string{"param-added"}}, func(c diff.Change) bool { return c.Rule == "param-added" }},
		{"a pattern of names", diff.Filter{Name: "messages.*"}, func(c diff.Change) bool { return strings.HasPrefix(c.Name, "messages.") }},
		{"a pattern that nothing matches", diff.Filter{Name: "nothing"}, func(diff.Change) bool { return false }},
	} {
		t.Run(c.why, func(t *testing.T) {
			got, err := r.Filter(c.filter)
			if err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(slices.Clone(r.Changes), func(ch diff.Change) bool { return !c.keeps(ch) })
			if !slices.Equal(got.Changes, want) {
				t.Errorf("%d of %d changes passed, want %d", len(got.Changes), all, len(want))
			}
			if got.Summary.Total != len(want) {
				t.Errorf("the summary counts %d changes, there are %d", got.Summary.Total, len(want))
			}
		})
	}
}

// TestFilterRefuses: what a filter does not know is told, not passed over.
func TestFilterRefuses(t *testing.T) {
	for _, f := range []diff.Filter{{Only: []string{"everything"}}, {Only: []string{"methods", ""}}, {Name: "["}} {
		if _, err := diff.Compare(difftest.Sample(t)).Filter(f); err == nil {
			t.Errorf("%+v was taken", f)
		}
	}
}
