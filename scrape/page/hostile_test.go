package page_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// The name of a page comes from its breadcrumbs and is used in addresses and file names. An
// invalid one is rejected, and the message escapes it.
func TestReadHostileNames(t *testing.T) {
	for _, tc := range []struct{ name, crumb, why string }{
		{"parent folder", "/method/../../etc/passwd", "a name that leads out of the folder"},
		{"escaped slashes", "/method/..%2f..%2fetc%2fpasswd", "the same, escaped"},
		{"backslashes", `/method/..\..\windows`, "the same, elsewhere"},
		{"escape sequence", "/method/upload%1b[31m", "a name with a terminal escape sequence"},
		{"escape sequence of eight bits", "/method/upload%c2%9b31m", "the same, as one character"},
		{"new line", "/method/upload%0asaved", "a name that forges a line of the log"},
		{"zero byte", "/method/upload%00.html", "a name with a NUL"},
		{"nothing", "/method/", "a name without letters"},
		{"dot", "/constructor/.", "the folder itself"},
		{"hidden", "/constructor/.git", "a hidden file"},
		{"blank", "/type/Vector%20x", "only one name has a space"},
		{"another alphabet", "/type/U%D1%95er", "a look-alike letter"},
		{"nested name", "/method/upload.saveFilePart/more", "a name with a folder"},
		{"endless", "/method/" + strings.Repeat("a", 201), "too long for a file name"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			markup := instead(t, "method_old_bots", `"/method/upload.saveFilePart" >`, `"`+tc.crumb+`" >`)
			p, err := page.Read(strings.NewReader(markup), site)
			if err == nil {
				t.Fatalf("read as %q: %s", p.Name, tc.why)
			}
			var layout *page.LayoutError
			if !errors.As(err, &layout) || layout.Want != "name" {
				t.Errorf("got %T %v, want a LayoutError about the name: %s", err, err, tc.why)
			}
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
				t.Errorf("the message holds control characters: %q", err)
			}
		})
	}
}

// A title with control characters is quoted in the message.
func TestForeignErrorIsQuoted(t *testing.T) {
	markup := "<html><head><title>\x1b]0;mine\x07 \x1b[2J</title></head><body></body></html>"
	_, err := page.Read(strings.NewReader(markup), site)
	var foreign *page.UnexpectedPageError
	if !errors.As(err, &foreign) {
		t.Fatalf("got %v, want a UnexpectedPageError", err)
	}
	if strings.ContainsAny(err.Error(), "\x1b\x07") {
		t.Errorf("the message holds control characters: %q", err)
	}
}
