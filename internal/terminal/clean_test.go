package terminal_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

func TestClean(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"empty text", "", ""},
		{"plain text", "Sends the code again.", "Sends the code again."},
		{"line breaks stay", "one\n\ntwo\n", "one\n\ntwo\n"},
		{"tabs stay", "400\tPHONE_CODE_EMPTY", "400\tPHONE_CODE_EMPTY"},
		{"the arrow in the site's links", "Login »", "Login »"},
		{"other alphabets", "пароль 密码 كلمة", "пароль 密码 كلمة"},
		{"combining accents", "cafe\u0301", "cafe\u0301"},
		{"emoji of several characters", "\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"},
		{"no-break space", "a\u00a0b", "a\u00a0b"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"a backslash sequence is plain text", `\u001b[2J`, `\u001b[2J`},

		{"ESC: clear the screen", "\x1b[2Jgone", `\u001b[2Jgone`},
		{"ESC: set the window title", "\x1b]0;owned\x07", `\u001b]0;owned\u0007`},
		{"ESC: hyperlink", "\x1b]8;;https://example.org\x1b\\here", `\u001b]8;;https://example.org\u001b\here`},
		{"ESC: colors", "\x1b[31mred\x1b[0m", `\u001b[31mred\u001b[0m`},
		{"the C1 form of ESC [", "\u009b2J", `\u009b2J`},
		{"the C1 form of ESC ]", "\u009d0;owned\u009c", `\u009d0;owned\u009c`},
		{"the C1 form of a line break", "a\u0085b", `a\u0085b`},
		{"a carriage return overwrites the line", "method removed\rnothing changed", `method removed\u000dnothing changed`},
		{"a backspace overwrites characters", "rm\b\bls", `rm\u0008\u0008ls`},
		{"NUL", "a\x00b", `a\u0000b`},
		{"bell", "\a", `\u0007`},
		{"vertical tab and form feed move the cursor", "a\vb\fc", `a\u000bb\u000cc`},
		{"DEL", "a\x7fb", `a\u007fb`},
		{"right-to-left override", "auth.\u202eedoCdnes", `auth.\u202eedoCdnes`},
		{"all embeddings and overrides", "\u202a\u202b\u202c\u202d\u202e", `\u202a\u202b\u202c\u202d\u202e`},
		{"all isolates", "\u2066\u2067\u2068\u2069", `\u2066\u2067\u2068\u2069`},
		{"directional marks without width", "\u200e\u200f\u061c", `\u200e\u200f\u061c`},
		{"only the unsafe characters change", "ок\n\x1b[1mwarm\t\u202e", "ок\n" + `\u001b[1mwarm` + "\t" + `\u202e`},
		{"an invalid byte that is C1 in Latin-1", "\x9b2J", "\ufffd2J"},
		{"the same next to an escaped character", "\x9b2J\x07", "\ufffd2J\\u0007"},
	} {
		if got := terminal.Clean(tc.in); got != tc.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

func TestLine(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"one line", "Sends the code again.", "Sends the code again."},
		{"paragraphs are joined", "Sends the code again.\n\nOr calls.", "Sends the code again. Or calls."},
		{"columns are joined", "400\tPHONE_CODE_EMPTY", "400 PHONE_CODE_EMPTY"},
		{"white space at the ends is removed", "\n  auth.sendCode \t", "auth.sendCode"},
		{"only white space", " \n\t\u00a0", ""},
		{"no-break spaces become spaces", "phone\u00a0number", "phone number"},
		{"line and paragraph separators", "one\u2028two\u2029three", "one two three"},
		{"the C1 line break is escaped", "one\u0085two", `one\u0085two`},
		{"an error cannot forge a second log line", "no such page\n\x1b[1mtlcrawl: done", `no such page \u001b[1mtlcrawl: done`},
		{"right-to-left override", "\u202eauth", `\u202eauth`},
		{"an invalid byte that is C1 in Latin-1", "a \x9b2J", "a \ufffd2J"},
	} {
		if got := terminal.Line(tc.in); got != tc.want {
			t.Errorf("%s: Line(%q) = %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

// steers reports whether s contains control characters (ECMA-48) or bidirectional
// controls (UAX #9). It is independent of the code under test.
func steers(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && (r < 0x20 || r >= 0x7f && r <= 0x9f) || unicode.Is(unicode.Bidi_Control, r)
	})
}

// hides reports whether s contains a character without a width that joins nothing.
func hides(s string) bool { return strings.ContainsAny(s, "\u00ad\u200b\u2060\ufeff") }

// Each Unicode character by itself is escaped if unsafe, removed if invisible, else
// unchanged.
func TestCleanEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		in := string(r)
		got := terminal.Clean(in)
		if steers(got) || hides(got) || (steers(in) || hides(in)) != (got != in) {
			t.Errorf("Clean(%q) = %q", in, got)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "auth.sendCode", "a\x1b[2J\u009b\u202e\r\nb\t c", "\u2028 »\u00a0\x7f", `\u001b`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, line := terminal.Clean(s), terminal.Line(s)
		if steers(clean) || steers(line) {
			t.Errorf("Clean(%q) = %q, Line = %q: still unsafe", s, clean, line)
		}
		if !steers(s) && !hides(s) && clean != s {
			t.Errorf("Clean(%q) = %q, want it unchanged", s, clean)
		}
		if again := terminal.Clean(clean); again != clean {
			t.Errorf("Clean is not idempotent: %q becomes %q", clean, again)
		}
		if again := terminal.Line(line); again != line {
			t.Errorf("Line is not idempotent: %q becomes %q", line, again)
		}
		if strings.ContainsAny(line, "\n\t\u2028\u2029") {
			t.Errorf("Line(%q) = %q has more than one line", s, line)
		}
	})
}

func TestVisible(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"plain text stays", "Ask again, »пароль».\n", "Ask again, »пароль».\n"},
		{"zero-width space, joiners and word joiner", "a\u200bb\u200c\u200d\u2060c", "abc"},
		{"a byte order mark in the middle", "a\ufeffb", "ab"},
		{"a soft hyphen", "Tele\u00adgram", "Telegram"},
		{"bidirectional controls", "\u202eauth\u2066\u200f", "auth"},
	} {
		if got := terminal.Visible(tc.in); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.want)
		}
	}
}
