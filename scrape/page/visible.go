package page

import (
	"strings"
	"unicode"
)

// visible drops the characters of a text that nobody sees: soft hyphens, zero-width
// spaces, marks of direction and of byte order. Joiners stay, for emoji are made of
// several characters with them.
func visible(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && r != '\u200C' && r != '\u200D' && !isTag(r) {
			return -1
		}
		return r
	}, s)
}

// token drops every invisible character, and makes spaces of no-break spaces: what the
// TL language writes is ASCII.
func token(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r) && r != '\n':
			return ' '
		}
		return r
	}, s)
}

// isTag reports whether a character is one of those that make the flags of regions.
func isTag(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
