package page

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Whatever is rendered without the converter is what the converter makes of it; nothing is
// left out, wherever an empty paragraph stands.
func TestSimpleIsConverted(t *testing.T) {
	page := &url.URL{Scheme: "https", Host: "sample.test"}
	for _, tc := range []struct{ why, fragment string }{
		{"an empty paragraph in front of words", "<p></p>Words behind it"},
		{"an empty paragraph behind words", "Words in front<p></p>"},
		{"an empty paragraph between words", "One<p></p>two"},
		{"an empty paragraph in front of a link", `<p></p><a href="/api/auth">here</a>`},
		{"an empty paragraph in front of another", "<p></p><p>Words</p>"},
		{"white space around paragraphs", "\n<p>One</p>\n\n<p>Two</p>\n"},
		{"words in front of a paragraph", "One<p>Two</p>"},
		{"words behind a paragraph", "<p>One</p>Two"},
		{"a table behind a paragraph", "<p>One</p><table><tr><td>x</td></tr></table>"},
		{"a table behind an empty paragraph", "<p></p><table><tr><td>x</td></tr></table>"},
		{"a link that begins", `<a href="/api/auth">here</a>, and there`},
		{"two links beside each other", `<a href="/a">a</a><a href="/b">b</a>`},
		{"code that touches a word", "a<code>b</code>c"},
		{"a list", "<ul><li>One</li></ul>"},
		{"what would be a list", "1. one"},
		{"what would be a heading", "# one"},
		{"what would be an item", "- one"},
		{"what would be bold", "a **b** c"},
		{"a name in a word", "phone_code and _this_"},
		{"an entity as text", "&amp;amp; and &lt;b&gt;"},
		{"a comment", "One<!-- two -->three"},
		{"only white space", " \n\u00a0"},
	} {
		render := func(whole bool) string {
			nodes, err := html.ParseFragment(strings.NewReader(tc.fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
			if err != nil {
				t.Fatal(err)
			}
			return markdown{page, whole, new(int)}.render(nodes)
		}
		if quick, whole := render(false), render(true); quick != whole {
			t.Errorf("%s: %q, converted it is %q", tc.why, quick, whole)
		}
	}
}
