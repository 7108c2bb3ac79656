package diff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestSameIsEmpty checks that a snapshot compared with itself has no changes.
func TestSameIsEmpty(t *testing.T) {
	for _, c := range difftest.Cases(t, "testdata") {
		if r := diff.Compare(c.Old, c.Old); len(r.Changes) != 0 {
			t.Errorf("%s: a snapshot differs from itself:\n%s", c.Name, lines(r))
		}
	}
}

// opposite maps a rule to the rule of the reverse change, if it is another one.
var opposite = map[string]string{
	"param-made-optional": "param-made-required",
	"access-narrowed":     "access-widened",
}

func init() {
	for _, what := range []string{"method", "constructor", "type", "param", "error", "layer", "documentation", "table-error", "table-methods", "table-business", "table-unauthed",
		"access-business", "description", "param-description", "error-description", "table-description", "section"} {
		opposite[what+"-added"] = what + "-removed"
	}
	for _, kind := range model.Kinds {
		opposite[string(kind)+"-announced"] = string(kind) + "-announcement-withdrawn"
	}
	for there, back := range opposite {
		opposite[back] = there
	}
}

// TestMirror checks that every change is a change in the reverse comparison, with old and
// new swapped.
func TestMirror(t *testing.T) {
	for _, c := range difftest.Cases(t, "testdata") {
		t.Run(c.Name, func(t *testing.T) { mirrors(t, c.Old, c.New) })
	}
}

// mirrors compares a comparison with the reverse one.
func mirrors(t *testing.T, old, new *model.Snapshot) {
	t.Helper()
	there, back := diff.Compare(old, new), diff.Compare(new, old)
	names := map[string]string{}
	for _, ch := range there.Changes {
		if ch.Renamed() {
			names[string(ch.Kind)+ch.New] = ch.Old
		}
	}
	want := map[fact]int{}
	for _, ch := range there.Changes {
		m := factOf(ch)
		m.Old, m.New = m.New, m.Old
		if r := opposite[m.Rule]; r != "" {
			m.Rule = r
		}
		if was := names[string(ch.Kind)+m.Name]; was != "" {
			m.Name = was
		}
		switch m.Rule {
		case "layer-changed":
			m.Name = m.New
		case "param-renamed":
			m.Param = m.New
		}
		want[m]++
	}
	got := map[fact]int{}
	for _, ch := range back.Changes {
		got[factOf(ch)]++
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("the reverse comparison is not the mirror image (-want +got):\n%s", d)
	}
}

// fact is a change without derived fields, and without the site's name.
type fact struct{ Rule, Kind, Name, Param, Error, Section, Old, New string }

func factOf(c diff.Change) fact {
	host := strings.NewReplacer("https://core.telegram.org", "", "https://corefork.telegram.org", "")
	return fact{c.Rule, string(c.Kind), c.Name, c.Param, c.Error, c.Section, host.Replace(c.Old), host.Replace(c.New)}
}

// TestIdentity checks that no two changes of a report have the same ID, and that IDs do not
// depend on the version, the level or the wording.
func TestIdentity(t *testing.T) {
	for _, c := range difftest.Cases(t, "testdata") {
		seen := map[string]diff.Change{}
		for _, ch := range diff.Compare(c.Old, c.New).Changes {
			if other, taken := seen[ch.ID]; taken {
				t.Errorf("%s: two changes have the ID %s:\n%+v\n%+v", c.Name, ch.ID, other, ch)
			}
			seen[ch.ID] = ch
			if len(ch.ID) != 12 {
				t.Errorf("%s: ID %q has not 12 digits", c.Name, ch.ID)
			}
		}
	}
	const made = "36927b585477" // the first change of method.txtar; if it changes, lists of accepted changes become invalid
	for _, c := range difftest.Cases(t, "testdata") {
		if c.Name != "method" {
			continue
		}
		if got := diff.Compare(c.Old, c.New).Changes[0].ID; got != made {
			t.Errorf("ID %s, was %s", got, made)
		}
	}
}
