package site_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/site"
)

// TestDescription checks that links, code, bold and escapes of Markdown are rendered, and
// everything else is shown as it is.
func TestDescription(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"words", "Sends <b>it</b> & more", "Sends &lt;b&gt;it&lt;/b&gt; &amp; more"},
		{"a page of this site", "see [other](https://example.org/method/other)", `see <a href="../method/other.html">other</a>`},
		{"a page that no snapshot has", "[x](https://example.org/method/none)", `<a href="https://example.org/method/none" rel="noreferrer">x</a>`},
		{"the web", "[x](http://example.com/a_b?c=d&e#f)", `<a href="http://example.com/a_b?c=d&amp;e#f" rel="noreferrer">x</a>`},
		{"an address that runs code", "[x](javascript:alert`1`)", "x"},
		{"an address for another program", "[x](tg://resolve)", "x"},
		{"an address with user and password", "[x](https://a:b@example.com/)", "x"},
		{"a relative address", "[x](/method/other)", "x"},
		{"a picture is a link", "![x](https://example.com/x.png)", `<a href="https://example.com/x.png" rel="noreferrer">x</a>`},
		{"markup in a link", "[`a` **b** c\\_d](https://example.com/)", `<a href="https://example.com/" rel="noreferrer">a b c_d</a>`},
		{"markup in code", "`a **b** [c](https://example.com)`", "<code>a **b** [c](https://example.com)</code>"},
		{"bold", "a **b** c", "a <strong>b</strong> c"},
		{"guarded", `\[a\](b) \* \\`, `[a](b) * \`},
		{"incomplete markup", "[a](b `c **d", "[a](b `c **d"},
	} {
		out := write(t, site.Options{}, one(side(1, map[string]string{"m": c.text, "other": "x"})))
		got, err := out.page(t, "method/m.html").Find("main > .text").Html()
		if err != nil || got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.why, c.text, got, c.want)
		}
	}
}
