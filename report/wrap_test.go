package report

import (
	"strings"
	"testing"
)

// TestWrap checks that lines are broken between words, and within the width if possible.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		why    string
		width  int
		indent int
		text   string
		want   string
	}{
		{"no width", 0, 2, "one two three", "  one two three"},
		{"it fits to the last column", 15, 2, "one two three", "  one two three"},
		{"one column less", 14, 2, "one two three", "  one two\n  three"},
		{"a hanging indent after a sign", 12, 2, "- one two three", "  - one two\n    three"},
		{"a hanging indent in a list, also a numbered one", 9, 0, "list:\n1. one two\n2. two", "list:\n1. one\n   two\n2. two"},
		{"indentation is kept", 10, 0, "one\n    two three", "one\n    two\n    three"},
		{"a name is not broken, even if it is wider", 10, 2, "of messages.sendPaidReaction it", "  of\n  messages.sendPaidReaction\n  it"},
		{"no room at all", 1, 4, "a b", "    a\n    b"},
		{"white space between words is kept", 20, 0, "one  two   three", "one  two   three"},
		{"white space at a line break is dropped", 8, 0, "one  two   three", "one  two\nthree"},
		{"empty lines are kept", 20, 2, "one\n\ntwo", "  one\n\n  two"},
		{"wide characters take two columns", 9, 0, "日本 語学 x", "日本 語学\nx"},
		{"one column too many", 8, 0, "日本 語学 x", "日本\n語学 x"},
		{"combining marks take no columns", 5, 0, "e\u0301e\u0301 e\u0301e\u0301 x", "e\u0301e\u0301 e\u0301e\u0301\nx"},
		{"an emoji of several characters takes two", 5, 0, "👩‍👩‍👧 ab x", "👩‍👩‍👧 ab\nx"},
		{"a tab counts as eight columns", 10, 0, "one\ttwo", "one\ntwo"},
		{"nothing", 10, 2, "", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := wrapped(newPaint(false), c.width, c.indent, plain(c.text)); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func wrapped(p paint, width, indent int, parts ...span) string {
	var lines []string
	for _, l := range wrap(width, indent, parts) {
		lines = append(lines, p.line(l))
	}
	return strings.Join(lines, "\n")
}

// TestWrapMarked checks that a mark stays with its word and takes room; a color takes none,
// and ends with its line.
func TestWrapMarked(t *testing.T) {
	for _, c := range []struct {
		why      string
		color    bool
		width    int
		old, new string
		want     string
	}{
		{"words at a mark stay with it", false, 16, "It is free.", "It is free now; or later.", "It is\nfree{+ now; or\nlater+}."},
		{"a mark that ends in a space", false, 12, "a word", "another longer word", "[-a-]{+another\nlonger+}\nword"},
		{"marks count", false, 12, "see old", "see new", "see\n[-old-]{+new+}"},
		{"colors do not", true, 12, "see old", "see new", "see \x1b[31;9mold\x1b[0;29m\x1b[32;4mnew\x1b[0;24m"},
		{"each line has its own color, for pagers", true, 4, "", "new\n\nwords to", "\x1b[32;4mnew\x1b[0;24m\n\n\x1b[32;4mwords\x1b[0;24m\n\x1b[32;4mto\x1b[0;24m"},
	} {
		t.Run(c.why, func(t *testing.T) {
			p := &textPrinter{paint: newPaint(c.color)}
			if got := wrapped(p.paint, c.width, 0, p.marked(c.old, c.new)...); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}
