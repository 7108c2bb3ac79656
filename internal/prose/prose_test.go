package prose_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/internal/prose"
)

func TestPlain(t *testing.T) {
	for _, tc := range []struct{ why, markdown, want string }{
		{"a link", `See [how to log in »](https://core.telegram.org/api/auth#x_(y)).`, "See how to log in."},
		{"code, bold, italic", "`api_id`, **bold** and *this*", "api_id, bold and this"},
		{"escaped characters", `phone\_code \*is\* 2 \* 3`, "phone_code *is* 2 * 3"},
		{"a star that is not emphasis", "stories_sent_monthly_limit_* client", "stories_sent_monthly_limit_* client"},
		{"stars in code", "`FILE_REFERENCE_*` or `a*b*c`", "FILE_REFERENCE_* or a*b*c"},
		{"a heading and list items", "## Head\n\n- one\n- two", "Head one two"},
		{"a control character", "a\x1b[31mb", `a\u001b[31mb`},
		{"brackets without a link", "array[0] (first)", "array[0] (first)"},
		{"a link that is only its mark", "Deep links [»](https://core.telegram.org/x), created.", "Deep links, created."},
		{"a mark after a no-break space", "See here\u00a0».", "See here."},
		{"quotation marks", "The button « Join » is shown.", "The button « Join » is shown."},
		{"entities are characters", "a &gt; b &raquo; `&amp;`", "a > b &"},
		{"invisible characters", "a\u200bb \ufeffc", "ab c"},
		{"only white space", " \n ", ""},
	} {
		if d := cmp.Diff(tc.want, prose.Plain(tc.markdown)); d != "" {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

func TestFootnotes(t *testing.T) {
	text, links := prose.Footnotes("See [here](https://a.test/x) and [there »](https://b.test/y_z).", 9)
	if d := cmp.Diff("See here⁹ and there »¹⁰.", text); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"https://a.test/x", "https://b.test/y_z"}, links); d != "" {
		t.Error(d)
	}
}
