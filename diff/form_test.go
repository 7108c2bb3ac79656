package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestForm: the same words in another form are no change, and other words are.
func TestForm(t *testing.T) {
	const site = "https://docs.test"
	of := func(text string) *model.Snapshot {
		s := model.New(site, 1)
		s.Methods["a.b"] = &model.Method{Name: "a.b", Description: text, Documented: new(true)}
		return s
	}
	for _, c := range []struct {
		why, old, new string
		changes       int
	}{
		{"curly quotes", `the user's "name"`, "the user’s “name”", 0},
		{"dashes", "one - two, full-size", "one – two, full‑size", 0},
		{"an ellipsis", "and so on...", "and so on…", 0},
		{"thin spaces", "5 MB »", "5\u2009MB\u202f»", 0},
		{"how an emoji is drawn", "✔ done", "✔\ufe0f done", 0},
		{"the site's host", "see [here](" + site + "/api/auth)", "see [here](https://core.telegram.org/api/auth)", 0},
		{"a numbered host of it", "see [here](" + site + "/api/auth)", "see [here](https://core2.telegram.org/api/auth)", 0},
		{"tracking", "see [here](" + site + "/api/auth#sms)", "see [here](" + site + "/api/auth?utm_source=a&utm_medium=b#sms)", 0},
		{"the layer in a link", "see [here](" + site + "/api/auth)", "see [here](" + site + "/api/auth?layer=214)", 0},
		{"a final slash and an empty fragment", "see [here](" + site + "/api/auth)", "see [here](" + site + "/api/auth/#)", 0},
		{"an encoded address", "see [here](" + site + "/method/a.b)", "see [here](" + site + "/method/a%2Eb)", 0},
		{"characters as entities", "it's 1 > 0", "it&#39;s 1 &gt; 0", 0},
		{"another page", "see [here](" + site + "/api/auth)", "see [here](" + site + "/api/auths)", 1},
		{"another fragment", "see [here](" + site + "/api/auth#sms)", "see [here](" + site + "/api/auth#call)", 1},
		{"another query", "see [here](https://x.test/?a=1)", "see [here](https://x.test/?a=2)", 1},
		{"a host that only looks like the site's", "see [here](https://core.telegram.org/a)", "see [here](https://core.telegram.org.x.test/a)", 1},
		{"a letter of another script", "a name", "а name", 1},
	} {
		if r := diff.Compare(of(c.old), of(c.new)); len(r.Changes) != c.changes {
			t.Errorf("%s: %d changes, want %d", c.why, len(r.Changes), c.changes)
		}
	}
}
