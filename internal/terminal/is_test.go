package terminal_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

func TestIsNotTerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("CLICOLOR_FORCE", "")
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
		{"a buffer", &bytes.Buffer{}},
		{"io.Discard", io.Discard},
		{"nil", nil},
		{"a nil file", (*os.File)(nil)},
		{"a regular file", file},
		{"a pipe", w},
		{"a device that is not a terminal", null},
	} {
		if terminal.Is(tc.w) || terminal.Color(tc.w) {
			t.Errorf("%s: Is = %v, Color = %v, want false", tc.why, terminal.Is(tc.w), terminal.Color(tc.w))
		}
	}
}

// TestColorForced checks that CLICOLOR_FORCE colors a file, and NO_COLOR never does.
func TestColorForced(t *testing.T) {
	for _, tc := range []struct {
		why, force, noColor string
		want                bool
	}{
		{"not set", "", "", false},
		{"set", "1", "", true},
		{"set to 0", "0", "", false},
		{"NO_COLOR takes precedence", "1", "1", false},
	} {
		t.Setenv("CLICOLOR_FORCE", tc.force)
		t.Setenv("NO_COLOR", tc.noColor)
		if got := terminal.Color(&bytes.Buffer{}); got != tc.want {
			t.Errorf("%s: Color = %t, want %t", tc.why, got, tc.want)
		}
	}
}

func TestColorOnTerminal(t *testing.T) {
	tty, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("cannot open a terminal:", err)
	}
	defer tty.Close()
	for _, tc := range []struct {
		why, noColor, term string
		want               bool
	}{
		{"a terminal with colors", "", "xterm-256color", true},
		{"NO_COLOR is set", "1", "xterm-256color", false},
		{"NO_COLOR with any value", "0", "xterm-256color", false},
		{"a dumb terminal", "", "dumb", false},
		{"TERM is empty", "", "", true},
	} {
		t.Setenv("NO_COLOR", tc.noColor)
		t.Setenv("TERM", tc.term)
		if got := terminal.Color(tty); got != tc.want {
			t.Errorf("%s: NO_COLOR=%q TERM=%q: Color = %v, want %v", tc.why, tc.noColor, tc.term, got, tc.want)
		}
		if !terminal.Is(tty) {
			t.Errorf("%s: Is = false for a terminal", tc.why)
		}
	}
	if hidden := (struct{ io.Writer }{tty}); terminal.Is(hidden) {
		t.Error("Is = true for a writer that wraps a terminal")
	}
}
