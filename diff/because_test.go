package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
)

// TestBecause checks that exactly the changes that follow from another one name it.
func TestBecause(t *testing.T) {
	const (
		undocumented = `{"documented": false, "tl": "a.b x:int = Bool", "category": "A"}`
		documented   = `{"documented": true, "tl": "a.b x:int = Bool", "category": "B", "description": "Words.", "params": [{"name": "x", "description": "Words."}]}`
		other        = `{"documented": true, "tl": "a.b x:int = Bool", "category": "C", "description": "Other words.", "params": [{"name": "x", "description": "Other words."}]}`
	)
	method := func(m string) string { return `{"methods": {"a.b": ` + m + `}}` }
	line := func(tl string) string { return method(`{"tl": "` + tl + `"}`) }
	built := func(tl string) string { return `{"constructors": {"c": {"tl": "` + tl + `"}}}` }
	for _, c := range []struct {
		why, old, new string
		causes        map[string]string // effect -> cause
	}{
		{"documented for the first time", method(undocumented), method(documented),
			map[string]string{"param-description-added": "documentation-added", "category-changed": "documentation-added"}},
		{"no longer documented", method(documented), method(undocumented),
			map[string]string{"param-description-removed": "documentation-removed", "category-changed": "documentation-removed"}},
		{"each of several texts has its own cause", method(documented), method(other), nil},
		{"a flags field is added with the first flag", line("a.b = Bool"), line("a.b flags:# x:flags.0?int = Bool"),
			map[string]string{"param-added": "param-added"}},
		{"a flags field is removed with the last flag", line("a.b flags:# x:flags.0?int = Bool"), line("a.b = Bool"),
			map[string]string{"param-removed": "param-removed"}},
		{"an unused flags field has no cause", line("a.b = Bool"), line("a.b flags:# = Bool"), nil},
		{"a type is added with a constructor", `{}`, built("c = A"), map[string]string{"type-added": "constructor-added"}},
		{"a type is removed with the last constructor", built("c = A"), `{}`, map[string]string{"type-removed": "constructor-removed"}},
		{"a constructor of another type", built("c = A"), built("c = B"),
			map[string]string{"type-added": "result-changed", "type-removed": "result-changed"}},
	} {
		changes := diff.Compare(difftest.Snapshot(t, c.old), difftest.Snapshot(t, c.new)).Changes
		rule := map[string]string{}
		for _, ch := range changes {
			rule[ch.ID] = ch.Rule
		}
		found := 0
		for _, ch := range changes {
			if ch.Because == "" {
				continue
			}
			found++
			if want := c.causes[ch.Rule]; rule[ch.Because] != want || want == "" {
				t.Errorf("%s: %s because of %q, want %q", c.why, ch.Text, rule[ch.Because], want)
			}
		}
		if found != len(c.causes) {
			t.Errorf("%s: %d of %d changes follow from others, want %d", c.why, found, len(changes), len(c.causes))
		}
	}
}
