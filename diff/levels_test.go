package diff_test

import (
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestWithLevels checks that custom levels move changes, and change nothing else.
func TestWithLevels(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	levels, err := diff.ParseRuleLevels(strings.NewReader("# ours\nerror-added = breaking # we list errors\n\n param-moved=docs\nparam-added = compatible\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := r.WithLevels(levels)
	want := map[string]diff.Level{"error-added": diff.Breaking, "param-moved": diff.Docs, "param-added": diff.Compatible}
	counts := map[diff.Level]int{}
	for i, c := range got.Changes {
		if l := want[c.Rule]; l != "" && c.Level != l {
			t.Errorf("%s is %s, want %s", c.Rule, c.Level, l)
		}
		if i > 0 && c.Level.AtLeast(got.Changes[i-1].Level) && c.Level != got.Changes[i-1].Level {
			t.Errorf("%s is after a less severe change", c.Text)
		}
		counts[c.Level]++
	}
	for _, l := range diff.Levels {
		if got.Summary.Levels[l] != counts[l] {
			t.Errorf("the summary counts %d %s changes, want %d", got.Summary.Levels[l], l, counts[l])
		}
	}
	ids := map[string]bool{}
	for _, c := range r.Changes {
		ids[c.ID] = true
	}
	for _, c := range got.Changes {
		if !ids[c.ID] {
			t.Errorf("%s: the ID depends on the level", c.Text)
		}
	}
	if same := r.WithLevels(nil); len(same.Changes) != len(r.Changes) || same.Changes[0].ID != r.Changes[0].ID {
		t.Error("no levels, but another report")
	}
}

func TestParseRuleLevelsRejects(t *testing.T) {
	for _, tc := range []struct{ why, file, want string }{
		{"an unknown rule", "error-added = docs\nerror-gone = docs\n", `line 2: unknown rule "error-gone" (see tlcrawl rules)`},
		{"an unknown level", "\nerror-added = severe\n", `line 2: invalid level "severe" (want breaking, compatible or docs)`},
		{"no level", "error-added\n", `line 1: invalid line "error-added" (want RULE = LEVEL, as in error-added = docs)`},
		{"a rule twice", "error-added = docs\nerror-added = breaking\n", "line 2: error-added has a level in line 1 already"},
	} {
		if _, err := diff.ParseRuleLevels(strings.NewReader(tc.file)); err == nil || err.Error() != tc.want {
			t.Errorf("%s: %v, want %s", tc.why, err, tc.want)
		}
	}
}
