package page_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Invalid and unusual bytes are in this file, because testdata is text.
func TestReadBytes(t *testing.T) {
	const word = "There is no part of that number."
	for _, tc := range []struct{ name, why, put, want string }{
		{"cut rune", "an invalid UTF-8 sequence", "caf\xc3.", "caf\uFFFD."},
		{"another encoding", "Latin-1 labelled as UTF-8", "na\xefve", "na\uFFFDve"},
		{"surrogate", "an unpaired surrogate is not a character", "a\xed\xa0\x80b", "a\uFFFDb"},
		{"zero byte", "NUL is not allowed in HTML", "a\x00b", "ab"},
		{"carriage returns", "a page saved by another program", "one\r\ntwo", "one two"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			markup := instead(t, "method_old_bots", word, tc.put)
			p, err := page.Read(strings.NewReader(markup), site)
			if err != nil {
				t.Fatalf("%v: %s", err, tc.why)
			}
			got := p.Method.Errors[0].Description
			if got != tc.want {
				t.Errorf("got %q, want %q: %s", got, tc.want, tc.why)
			}
			line, err := lineOf([]byte(markup))
			if err != nil || !utf8.Valid(line) || !json.Valid(line) {
				t.Errorf("%v; the line is %q", err, line)
			}
		})
	}
}
