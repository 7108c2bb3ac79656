package page

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Texts rendered without the converter are the same as with it; nothing is lost, wherever
// an empty paragraph is.
func TestSimpleIsConverted(t *testing.T) {
	page := &url.URL{Scheme: "https", Host: "sample.test"}
	for _, tc := range []struct{ why, fragment string }{
		{"an empty paragraph before text", "<p></p>Words behind it"},
		{"an empty paragraph after text", "Words in front<p></p>"},
		{"an empty paragraph between words", "One<p></p>two"},
		{"an empty paragraph before a link", `<p></p><a href="/api/auth">here</a>`},
		{"an empty paragraph before another", "<p></p><p>Words</p>"},
		{"white space around paragraphs", "\n<p>One</p>\n\n<p>Two</p>\n"},
		{"text before a paragraph", "One<p>Two</p>"},
		{"text after a paragraph", "<p>One</p>Two"},
		{"a table after a paragraph", "<p>One</p><table><tr><td>x</td></tr></table>"},
		{"a table after an empty paragraph", "<p></p><table><tr><td>x</td></tr></table>"},
		{"a link at the beginning", `<a href="/api/auth">here</a>, and there`},
		{"two adjacent links", `<a href="/a">a</a><a href="/b">b</a>`},
		{"code adjacent to a word", "a<code>b</code>c"},
		{"a list", "<ul><li>One</li></ul>"},
		{"text that looks like a list", "1. one"},
		{"text that looks like a heading", "# one"},
		{"text that looks like an item", "- one"},
		{"text that looks bold", "a **b** c"},
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
