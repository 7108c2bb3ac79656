package terminal_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

func TestGuard(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"JSON as it mostly is", "{\n  \"layer\": 214\n}\n", "{\n  \"layer\": 214\n}\n"},
		{"the letters of other languages", `"пароль » 密码"`, `"пароль » 密码"`},
		{"the printer's own colours", "\x1b[31m-\x1b[0m", "\x1b[31m-\x1b[0m"},
		{"the C1 form of ESC [, which JSON leaves as it is", "\"\u009b2J\"", `"\u009b2J"`},
		{"DEL, which JSON leaves as it is", "\"\x7f\"", `"\u007f"`},
		{"marks that turn the direction of writing", "\"\u202eedoc\u2066\"", `"\u202eedoc\u2066"`},
		{"a byte that is C1 where a terminal knows no UTF-8", "\x9b2J", "\ufffd2J"},
	} {
		for size := 1; size <= len(tc.in); size++ { // a writer is given pieces, cut anywhere
			var b bytes.Buffer
			w := terminal.Guard(&b)
			for rest := tc.in; rest != ""; {
				n := min(size, len(rest))
				if wrote, err := io.WriteString(w, rest[:n]); wrote != n || err != nil {
					t.Fatalf("%s: Write = %d, %v, want %d", tc.why, wrote, err, n)
				}
				rest = rest[n:]
			}
			if b.String() != tc.want {
				t.Errorf("%s: in pieces of %d %q becomes %q, want %q", tc.why, size, tc.in, b.String(), tc.want)
			}
		}
	}
}

// In JSON the text stays the same, for whoever reads it again.
func TestGuardOfJSON(t *testing.T) {
	want := "a\u009bb\x7f\x1b\u202e»\U0001f600\u2028\n"
	var b bytes.Buffer
	if err := json.NewEncoder(terminal.Guard(&b)).Encode(want); err != nil {
		t.Fatal(err)
	}
	if shown := strings.TrimSuffix(b.String(), "\n"); steers(shown) {
		t.Errorf("%q still steers", shown)
	}
	var got string
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got != want {
		t.Errorf("read again: %q, %v, want %q", got, err, want)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestGuardTellsOfTheWriter(t *testing.T) {
	if n, err := io.WriteString(terminal.Guard(closed{}), "text"); n != 0 || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Write = %d, %v, want %v", n, err, io.ErrClosedPipe)
	}
}
