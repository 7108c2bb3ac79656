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
		{"nothing is nothing", "", ""},
		{"a description is mostly plain", "Sends the code again.", "Sends the code again."},
		{"line breaks make paragraphs", "one\n\ntwo\n", "one\n\ntwo\n"},
		{"tabs make columns", "400\tPHONE_CODE_EMPTY", "400\tPHONE_CODE_EMPTY"},
		{"the signs of the site's own links", "Login »", "Login »"},
		{"other alphabets", "пароль 密码 كلمة", "пароль 密码 كلمة"},
		{"accents that are characters of their own", "cafe\u0301", "cafe\u0301"},
		{"pictures made of several characters", "\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"},
		{"a no-break space is a space", "a\u00a0b", "a\u00a0b"},
		{"the sign for a broken character", "a\ufffdb", "a\ufffdb"},
		{"an escape that is only written", `\u001b[2J`, `\u001b[2J`},

		{"ESC starts what clears the screen", "\x1b[2Jgone", `\u001b[2Jgone`},
		{"ESC starts what sets the window's title", "\x1b]0;owned\x07", `\u001b]0;owned\u0007`},
		{"ESC starts a link to anywhere", "\x1b]8;;https://example.org\x1b\\here", `\u001b]8;;https://example.org\u001b\here`},
		{"colours are the printer's, not the site's", "\x1b[31mred\x1b[0m", `\u001b[31mred\u001b[0m`},
		{"the C1 form of ESC [", "\u009b2J", `\u009b2J`},
		{"the C1 form of ESC ]", "\u009d0;owned\u009c", `\u009d0;owned\u009c`},
		{"the C1 form of a line break", "a\u0085b", `a\u0085b`},
		{"a carriage return writes over what stood there", "method removed\rnothing changed", `method removed\u000dnothing changed`},
		{"so does a backspace", "rm\b\bls", `rm\u0008\u0008ls`},
		{"NUL", "a\x00b", `a\u0000b`},
		{"the bell", "\a", `\u0007`},
		{"vertical tab and form feed move the cursor", "a\vb\fc", `a\u000bb\u000cc`},
		{"DEL", "a\x7fb", `a\u007fb`},
		{"a mark that shows the rest backwards", "auth.\u202eedoCdnes", `auth.\u202eedoCdnes`},
		{"every mark that embeds or overrides", "\u202a\u202b\u202c\u202d\u202e", `\u202a\u202b\u202c\u202d\u202e`},
		{"every mark that isolates", "\u2066\u2067\u2068\u2069", `\u2066\u2067\u2068\u2069`},
		{"marks without a width that turn what stands beside them", "\u200e\u200f\u061c", `\u200e\u200f\u061c`},
		{"of a text, what is safe stays as it was", "ок\n\x1b[1mwarm\t\u202e", "ок\n" + `\u001b[1mwarm` + "\t" + `\u202e`},
		{"a byte that is C1 where a terminal knows no UTF-8", "\x9b2J", "\ufffd2J"},
		{"the same beside another character that is written out", "\x9b2J\x07", "\ufffd2J\\u0007"},
	} {
		if got := terminal.Clean(tc.in); got != tc.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

func TestLine(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"one line is one line", "Sends the code again.", "Sends the code again."},
		{"paragraphs become one", "Sends the code again.\n\nOr calls.", "Sends the code again. Or calls."},
		{"columns become one", "400\tPHONE_CODE_EMPTY", "400 PHONE_CODE_EMPTY"},
		{"white space at the ends goes", "\n  auth.sendCode \t", "auth.sendCode"},
		{"white space alone is nothing", " \n\t\u00a0", ""},
		{"no-break spaces are spaces", "phone\u00a0number", "phone number"},
		{"the separators of lines and of paragraphs", "one\u2028two\u2029three", "one two three"},
		{"the line break of C1 is written out", "one\u0085two", `one\u0085two`},
		{"an error of a page cannot forge a second line of a log", "no such page\n\x1b[1mtlcrawl: done", `no such page \u001b[1mtlcrawl: done`},
		{"a mark that shows the rest backwards", "\u202eauth", `\u202eauth`},
		{"a byte that is C1 where a terminal knows no UTF-8", "a \x9b2J", "a \ufffd2J"},
	} {
		if got := terminal.Line(tc.in); got != tc.want {
			t.Errorf("%s: Line(%q) = %q, want %q", tc.why, tc.in, got, tc.want)
		}
	}
}

// steers tells whether a terminal could be steered, or a reader deceived, by s. It is
// written from the standards, not from the code: ECMA-48 and Unicode's UAX #9.
func steers(s string) bool {
	return !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && r != '\t' && (r < 0x20 || r >= 0x7f && r <= 0x9f) || unicode.Is(unicode.Bidi_Control, r)
	})
}

// Every character by itself: what steers is written out, everything else stays.
func TestCleanEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		in := string(r)
		got := terminal.Clean(in)
		if steers(got) || steers(in) != (got != in) {
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
			t.Errorf("Clean(%q) = %q, Line = %q: still steers", s, clean, line)
		}
		if !steers(s) && clean != s {
			t.Errorf("Clean(%q) = %q, and there was nothing to clean", s, clean)
		}
		if again := terminal.Clean(clean); again != clean {
			t.Errorf("cleaned twice, %q becomes %q", clean, again)
		}
		if again := terminal.Line(line); again != line {
			t.Errorf("put into one line twice, %q becomes %q", line, again)
		}
		if strings.ContainsAny(line, "\n\t\u2028\u2029") {
			t.Errorf("Line(%q) = %q is no line", s, line)
		}
	})
}
