package page

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func rendered(t *testing.T, fragment string) string {
	t.Helper()
	page, err := url.Parse("https://corefork.telegram.org/method/auth.sendCode")
	if err != nil {
		t.Fatal(err)
	}
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		t.Fatal(err)
	}
	return markdown{page: page, size: new(int)}.render(nodes)
}

// Title attributes are dropped.
func TestMarkdownTitles(t *testing.T) {
	got := rendered(t, `see <a href="/api/auth" title="Logging in">login</a>`)
	if want := "see [login](https://corefork.telegram.org/api/auth)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The converter's work is quadratic in the number of brackets: a text with many is not
// converted.
func TestMarkdownBrackets(t *testing.T) {
	hostile := strings.Repeat("[", 1<<20)
	if got := rendered(t, hostile); got != hostile {
		t.Errorf("got %d bytes, want %d", len(got), len(hostile))
	}
	if got := rendered(t, "a [b] c"); !strings.Contains(got, "[b]") {
		t.Errorf("a bracket in a text is lost: %q", got)
	}
}
