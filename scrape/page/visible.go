package page

import (
	"strings"
	"unicode"
)

// visible removes invisible characters from a text: soft hyphens, zero-width spaces,
// direction marks and byte order marks. Joiners stay, as they are part of emoji.
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
