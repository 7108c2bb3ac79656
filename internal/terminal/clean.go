// Package terminal makes untrusted text safe to print on a terminal, and reports whether
// a writer is one.
//
// It is not for markup: each printer escapes for its own format. It guarantees that the
// results of Clean and Line contain no control sequences.
package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// Clean escapes control characters, which a terminal may obey, and bidirectional
// controls, which can disguise text. It removes characters without a width, except the
// joiners that emoji need. Line breaks and tabs stay.
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return unsafe(r) || weightless(r) }) < 0 {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1: // some terminals obey this byte
			b.WriteRune(utf8.RuneError)
		case unsafe(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		case weightless(r):
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

// Visible removes characters without a width: zero-width spaces and joiners, byte order
// marks, soft hyphens and bidirectional controls.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// Line returns the cleaned text on one line.
func Line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

func unsafe(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r == '\u200e' || r == '\u200f' || r == '\u061c', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return unicode.IsControl(r)
}

// weightless reports whether a character has no width and joins nothing.
func weightless(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// Is reports whether w is a terminal.
func Is(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Color reports whether output to w is to be colored: on terminals, and with
// CLICOLOR_FORCE elsewhere, but never with NO_COLOR (https://no-color.org,
// https://bixense.com/clicolors).
func Color(w io.Writer) bool {
	switch force := os.Getenv("CLICOLOR_FORCE"); {
	case os.Getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	}
	return Is(w) && os.Getenv("TERM") != "dumb"
}
