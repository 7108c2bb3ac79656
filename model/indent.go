package model

import (
	"bytes"
	"strings"
)

// indent appends the output of json.Marshal to b as json.Indent does, with two spaces, at a
// depth. It does not check the syntax as json.Indent does, which takes five times as long:
// a crawl ends with it.
func indent(b, compact []byte, depth int) []byte {
	for len(compact) > 0 {
		n := 1
		switch c := compact[0]; c {
		case '"':
			n = stringEnd(compact)
			b = append(b, compact[:n]...)
		case '{', '[':
			b = append(b, c)
			if next := compact[1]; next == '}' || next == ']' { // empty
				b = append(b, next)
				n = 2
				break
			}
			depth++
			b = newLine(b, depth)
		case '}', ']':
			depth--
			b = append(newLine(b, depth), c)
		case ',':
			b = newLine(append(b, c), depth)
		case ':':
			b = append(b, ": "...)
		default: // a number, true, false or null
			b = append(b, c)
		}
		compact = compact[n:]
	}
	return b
}

// stringEnd returns the length of the string at the beginning of b, quotes included.
func stringEnd(b []byte) int {
	n := 1
	for {
		n += bytes.IndexByte(b[n:], '"') + 1
		escapes := 0
		for b[n-2-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return n
		}
	}
}

// deepest is the indentation of 16 levels, more than a snapshot has.
var deepest = "\n" + strings.Repeat("  ", 16)

func newLine(b []byte, depth int) []byte {
	if depth > 16 {
		return append(b, "\n"+strings.Repeat("  ", depth)...)
	}
	return append(b, deepest[:1+2*depth]...)
}
