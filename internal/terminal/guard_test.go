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
		{"ordinary JSON", "{\n  \"layer\": 214\n}\n", "{\n  \"layer\": 214\n}\n"},
		{"other alphabets", `"пароль » 密码"`, `"пароль » 密码"`},
		{"the printer's colors", "\x1b[31m-\x1b[0m", "\x1b[31m-\x1b[0m"},
		{"the C1 form of ESC [", "\"\u009b2J\"", `"\u009b2J"`},
		{"DEL", "\"\x7f\"", `"\u007f"`},
		{"bidirectional controls", "\"\u202eedoc\u2066\"", `"\u202eedoc\u2066"`},
		{"an invalid byte that is C1 in Latin-1", "\x9b2J", "\ufffd2J"},
	} {
		for size := 1; size <= len(tc.in); size++ { // any split between Writes
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

// Decoding guarded JSON gives the original text.
func TestGuardOfJSON(t *testing.T) {
	want := "a\u009bb\x7f\x1b\u202e»\U0001f600\u2028\n"
	var b bytes.Buffer
	if err := json.NewEncoder(terminal.Guard(&b)).Encode(want); err != nil {
		t.Fatal(err)
	}
	if shown := strings.TrimSuffix(b.String(), "\n"); steers(shown) {
		t.Errorf("%q is still unsafe", shown)
	}
	var got string
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got != want {
		t.Errorf("decoded: %q, %v, want %q", got, err, want)
	}
}

type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestGuardReturnsWriteError(t *testing.T) {
	if n, err := io.WriteString(terminal.Guard(closed{}), "text"); n != 0 || !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("Write = %d, %v, want %v", n, err, io.ErrClosedPipe)
	}
}
