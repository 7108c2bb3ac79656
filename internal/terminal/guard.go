package terminal

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// Guard returns a writer to w that escapes the control characters that JSON leaves alone:
// DEL, C1 and bidirectional controls. They become \uXXXX, which means the same in JSON.
// Everything else passes, including the colors of a printer.
func Guard(w io.Writer) io.Writer { return &guard{w: w} }

type guard struct {
	w    io.Writer
	rest []byte // the first bytes of a character split between two Writes
}

func (g *guard) Write(p []byte) (int, error) {
	in := append(g.rest, p...)
	out := make([]byte, 0, len(in))
	for len(in) > 0 && utf8.FullRune(in) {
		r, size := utf8.DecodeRune(in)
		switch {
		case r == utf8.RuneError: // not valid in JSON either
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
