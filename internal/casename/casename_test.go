package casename_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/casename"
)

func TestMark(t *testing.T) {
	for _, tc := range []struct{ why, name, want string }{
		{"no capital", "updates", ""},
		{"the first letter", "Updates", "1"},
		{"one bit for each letter of four", "abcD", "8"},
		{"the second group of four", "auth.Sent", "02"},
		{"all capitals", "ABCDE", "f1"},
		{"digits and dots are not upper-case", "a.2.b", ""},
		{"no name", "", ""},
	} {
		if got := casename.Mark(tc.name); got != tc.want {
			t.Errorf("%s: Mark(%q) = %q, want %q", tc.why, tc.name, got, tc.want)
		}
	}
}
