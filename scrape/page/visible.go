package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// visible drops the characters of a text that nobody sees: soft hyphens, zero-width
// spaces, marks of direction and of byte order. Joiners stay, for emoji are made of
// several characters with them, except behind ASCII, where they join nothing. Letters and
// their accents become one character.
func visible(s string) string {
	if isASCII(s) {
		return s
	}
	s = norm.NFC.String(s)
	last := ' '
	return strings.Map(func(r rune) rune {
		joins := last >= utf8.RuneSelf && (r == '\u200C' || r == '\u200D')
		if unicode.Is(unicode.Cf, r) && !joins && !isTag(r) {
			return -1
		}
		last = r
		return r
	}, s)
}

// token removes every invisible character, and replaces no-break spaces by spaces: the TL
// language is ASCII.
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

// isTag reports whether a character is one of the tags in flags of regions.
func isTag(r rune) bool { return r >= 0xE0020 && r <= 0xE007F }

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
