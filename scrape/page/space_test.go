package page

import (
	"strings"
	"testing"
	"testing/quick"
)

func TestCollapseSpace(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"nothing", "", ""},
		{"only space", " \n\t ", ""},
		{"one line already", "a b", "a b"},
		{"space at both ends", "\n a b\t", "a b"},
		{"every kind of ASCII space", "a\tb\nc\vd\fe\rf  g", "a b c d e f g"},
		{"no-break space", "a\u00a0 b", "a b"},
		{"a zero-width space", "a\u200bb", "ab"},
		{"another control character", "a\x01 b", "a\x01 b"},
	} {
		if got := collapseSpace(c.in); got != c.want {
			t.Errorf("%s: collapseSpace(%q) = %q, want %q", c.why, c.in, got, c.want)
		}
	}
}

// TestCollapseASCII compares the fast way with the plain one.
func TestCollapseASCII(t *testing.T) {
	same := func(b []byte) bool {
		for i := range b {
			b[i] = "a b\t\n\x00"[int(b[i])%6]
		}
		return collapseASCII(string(b)) == strings.Join(strings.Fields(string(b)), " ")
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}
