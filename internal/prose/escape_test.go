package prose_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/prose"
)

func TestEscape(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"plain words", "The phone number is invalid.", "The phone number is invalid."},
		{"markup", "*a* _b_ `c` [d](e) ~f~ $g$ <b> a|b \\", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~f\\~ \\$g\\$ &lt;b&gt; a\\|b \\\\"},
		{"an entity is shown literally", "&gt;", "&amp;gt;"},
		{"a mention", "Ask @everyone.", "Ask @\u200beveryone."},
		{"an issue", "see #123", "see #\u200b123"},
		{"an issue of another repository", "owner/repo#1", "owner/repo#\u200b1"},
		{"an issue in GitHub's other form", "see GH-12 and gh-3", "see GH-\u200b12 and gh-\u200b3"},
		{"an address", "http://evil.test", "http:\u200b//evil.test"},
		{"an address without a scheme", "www.evil.test", "www\u200b.evil.test"},
		{"characters that are not references", "a @ b, # c, C#", "a @ b, # c, C#"},
	} {
		if got := prose.Escape(tc.in); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
