package site_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/site"
)

// TestDescription: of Markdown, links, code, bold and what a backslash guards are shown
// as what they mean; everything else as it is written.
func TestDescription(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"words", "Sends <b>it</b> & more", "Sends &lt;b&gt;it&lt;/b&gt; &amp; more"},
		{"a page of this site", "see [other](https://example.org/method/other)", `see <a href="../method/other.html">other</a>`},
		{"no page that any snapshot has", "[x](https://example.org/method/none)", `<a href="https://example.org/method/none" rel="noreferrer">x</a>`},
		{"the web", "[x](http://example.com/a_b?c=d&e#f)", `<a href="http://example.com/a_b?c=d&amp;e#f" rel="noreferrer">x</a>`},
		{"an address that runs", "[x](javascript:alert`1`)", "x"},
		{"one that asks for a program", "[x](tg://resolve)", "x"},
		{"one with a name and a password", "[x](https://a:b@example.com/)", "x"},
		{"a relative one, which cannot be on this site", "[x](/method/other)", "x"},
		{"a picture is a link", "![x](https://example.com/x.png)", `<a href="https://example.com/x.png" rel="noreferrer">x</a>`},
		{"marks in a link", "[`a` **b** c\\_d](https://example.com/)", `<a href="https://example.com/" rel="noreferrer">a b c_d</a>`},
		{"code, and nothing in it", "`a **b** [c](https://example.com)`", "<code>a **b** [c](https://example.com)</code>"},
		{"bold", "a **b** c", "a <strong>b</strong> c"},
		{"guarded", `\[a\](b) \* \\`, `[a](b) * \`},
		{"half of something", "[a](b `c **d", "[a](b `c **d"},
	} {
		out := write(t, site.Options{}, one(side(1, map[string]string{"m": c.text, "other": "x"})))
		got, err := out.page(t, "method/m.html").Find("main > .text").Html()
		if err != nil || got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.why, c.text, got, c.want)
		}
	}
}
