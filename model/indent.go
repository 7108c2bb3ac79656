package model

import (
	"bufio"
	"bytes"
	"io"
	"strings"
)

// indent writes the output of json.Marshal as json.Indent does, with two spaces. It
// does not check the syntax as json.Indent does, which takes five times as long: a
// crawl ends with it.
func indent(to io.Writer, compact []byte) error {
	w := bufio.NewWriterSize(to, 1<<16)
	depth := 0
	for len(compact) > 0 {
		n := 1
		switch c := compact[0]; c {
		case '"':
			n = stringEnd(compact)
			w.Write(compact[:n])
		case '{', '[':
			w.WriteByte(c)
			if next := compact[1]; next == '}' || next == ']' { // empty
				w.WriteByte(next)
				n = 2
				break
			}
			depth++
			newLine(w, depth)
		case '}', ']':
			depth--
			newLine(w, depth)
			w.WriteByte(c)
		case ',':
			w.WriteByte(c)
			newLine(w, depth)
		case ':':
			w.WriteString(": ")
		default: // a number, true, false or null
			w.WriteByte(c)
		}
		compact = compact[n:]
	}
	w.WriteByte('\n')
	return w.Flush() // returns the first error of all writes
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

func newLine(w *bufio.Writer, depth int) {
	if depth > 16 {
		w.WriteString("\n" + strings.Repeat("  ", depth))
		return
	}
	w.WriteString(deepest[:1+2*depth])
}
