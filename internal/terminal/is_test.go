package terminal_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

func TestIsNoTerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm-256color")
	file, err := os.Create(filepath.Join(t.TempDir(), "report.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for _, tc := range []struct {
		why string
		w   io.Writer
	}{
		{"a buffer, as in a test", &bytes.Buffer{}},
		{"nowhere", io.Discard},
		{"nothing", nil},
		{"no file", (*os.File)(nil)},
		{"a file of a report", file},
		{"a pipe to another program", w},
		{"a device, but not to look at", null},
	} {
		if terminal.Is(tc.w) || terminal.Color(tc.w) {
			t.Errorf("%s: Is = %v, Color = %v, want false", tc.why, terminal.Is(tc.w), terminal.Color(tc.w))
		}
	}
}

func TestColorOnATerminal(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal to be had:", err)
	}
	defer tty.Close()
	for _, tc := range []struct {
		why, noColor, term string
		want               bool
	}{
		{"people look at it", "", "xterm-256color", true},
		{"they said no (https://no-color.org)", "1", "xterm-256color", false},
		{"any word says no", "0", "xterm-256color", false},
		{"it can show none", "", "dumb", false},
		{"a terminal without a name may", "", "", true},
	} {
		t.Setenv("NO_COLOR", tc.noColor)
		t.Setenv("TERM", tc.term)
		if got := terminal.Color(tty); got != tc.want {
			t.Errorf("%s: NO_COLOR=%q TERM=%q: Color = %v, want %v", tc.why, tc.noColor, tc.term, got, tc.want)
		}
		if !terminal.Is(tty) {
			t.Errorf("%s: a terminal is one whatever is said of colours", tc.why)
		}
	}
	if hidden := (struct{ io.Writer }{tty}); terminal.Is(hidden) {
		t.Error("a writer around a terminal may do anything, and is none")
	}
}
