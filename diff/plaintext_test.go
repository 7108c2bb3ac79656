package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestPlainText checks that plain text equals Markdown with the same words, whatever the
// markup.
func TestPlainText(t *testing.T) {
	for _, c := range []struct{ why, markdown, plain string }{
		{"a link in the middle of a word", "stored [document](https://x.test/d)s", "stored documents"},
		{"entities", `end\_minute &lt; start\_minute &raquo;`, "end_minute < start_minute »"},
		{"an entity without a semicolon", "messages [&raquo](https://x.test/s)", "messages »"},
		{"marks of footnotes", "a takeout¹ session", "a takeout session"},
		{"a link with brackets in its address", "see [here](https://x.test/a_(b))", "see here"},
	} {
		of := func(text string, lacks ...string) *model.Snapshot {
			s := model.New("https://core.telegram.org", 1)
			s.Lacks = lacks
			s.Methods["a.b"] = &model.Method{Name: "a.b", Description: text, Documented: new(true)}
			return s
		}
		for _, r := range []*diff.Report{
			diff.Compare(of(c.markdown), of(c.plain, model.LacksMarkup)),
			diff.Compare(of(c.plain, model.LacksMarkup), of(c.markdown)),
		} {
			if len(r.Changes) != 0 {
				t.Errorf("%s: %s", c.why, r.Changes[0].Text)
			}
		}
		if r := diff.Compare(of(c.markdown), of(c.plain+" at once", model.LacksMarkup)); len(r.Changes) != 1 {
			t.Errorf("%s: different words: %d changes, want 1", c.why, len(r.Changes))
		}
	}
}
