package diff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestSummary compares the summary with a recount.
func TestSummary(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	levels := map[diff.Level]int{diff.Breaking: 0, diff.Compatible: 0, diff.Docs: 0}
	kinds, rules := map[model.Kind]int{}, map[string]int{}
	for _, c := range r.Changes {
		levels[c.Level]++
		kinds[c.Kind]++
		rules[c.Rule]++
	}
	if d := cmp.Diff(levels, r.Summary.Levels); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(kinds, r.Summary.Kinds); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(rules, r.Summary.Rules); d != "" {
		t.Error(d)
	}
	if r.Summary.Total != len(r.Changes) || r.Summary.Accepted != 0 {
		t.Errorf("%d changes, %d accepted, of %d", r.Summary.Total, r.Summary.Accepted, len(r.Changes))
	}
}

// TestAccepted checks that accepted changes are counted, also after a filter, and that only
// they are left out.
func TestAccepted(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	a := diff.Accepted{r.Changes[0].ID: "expected", r.Changes[5].ID: "expected", "000000000000": "of another report"}
	left := r.Without(a)
	if left.Summary.Accepted != 2 || len(left.Changes) != len(r.Changes)-2 || left.Summary.Total != len(left.Changes) {
		t.Errorf("%d accepted, %d left of %d", left.Summary.Accepted, len(left.Changes), len(r.Changes))
	}
	again := left.Without(diff.Accepted{left.Changes[0].ID: "expected"})
	docs, err := again.Filter(diff.Filter{Only: []string{"docs"}})
	if err != nil || again.Summary.Accepted != 3 || docs.Summary.Accepted != 3 {
		t.Errorf("%v: %d and %d accepted", err, again.Summary.Accepted, docs.Summary.Accepted)
	}
	for _, c := range left.Changes {
		if _, ok := a[c.ID]; ok {
			t.Errorf("%s is accepted, but in the report", c.Text)
		}
	}
}

// TestWorst checks the level that --fail-on compares.
func TestWorst(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	for _, c := range []struct {
		only []string
		want diff.Level
		any  bool
	}{
		{nil, diff.Breaking, true},
		{[]string{"compatible"}, diff.Compatible, true},
		{[]string{"docs"}, diff.Docs, true},
		{[]string{"breaking", "layers"}, "", false},
	} {
		part, err := r.Filter(diff.Filter{Only: c.only})
		if err != nil {
			t.Fatal(err)
		}
		if worst, any := part.Worst(); worst != c.want || any != c.any {
			t.Errorf("%q: %q, %v", c.only, worst, any)
		}
	}
}

// TestEntityOfTwoEffects checks that an error with another code in the table counts as
// changed, not as added and removed.
func TestEntityOfTwoEffects(t *testing.T) {
	table := func(rows ...model.TableError) *model.Snapshot {
		s := model.New("https://sample.test", 1)
		s.ErrorTable = &model.ErrorTable{Errors: rows}
		return s
	}
	r := diff.Compare(
		table(model.TableError{Code: 400, Type: "RECODED"}, model.TableError{Code: 400, Type: "GOES"}),
		table(model.TableError{Code: 400, Type: "COMES"}, model.TableError{Code: 406, Type: "RECODED"}))
	if got, want := r.Summary.Entities[diff.KindError], (diff.Counts{Added: 1, Removed: 1, Changed: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
