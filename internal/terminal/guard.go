package terminal

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Guard returns a writer for w that lets no control character through which only a
// text from the site can hold, and which JSON leaves as it is: those behind ASCII,
// and the marks that turn the direction of writing. Each becomes \uXXXX, which in
// JSON says the same. Everything else, colours too, passes.
func Guard(w io.Writer) io.Writer { return &guard{w: w} }

type guard struct {
	w    io.Writer
	rest []byte // the first bytes of a character that a Write cut
}

func (g *guard) Write(p []byte) (int, error) {
	in := append(g.rest, p...)
	out := make([]byte, 0, len(in))
	for len(in) > 0 && utf8.FullRune(in) {
		r, size := utf8.DecodeRune(in)
		switch {
		case r == utf8.RuneError: // JSON has no other bytes
			out = append(out, "\uFFFD"...)
		case r >= 0x7f && unsafe(r):
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = append(out, in[:size]...)
		}
		in = in[size:]
	}
	g.rest = append([]byte(nil), in...)
	if _, err := g.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
