package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// On a terminal, $PAGER shows a report; without a pager, a terminal or output, none is
// started.
func TestPager(t *testing.T) {
	for _, tc := range []struct {
		why, pager, text string
		terminal         bool
		screen, out      string
	}{
		{"a terminal with a pager", "sed s/^/paged:/", "one\ntwo\n", true, "paged:one\npaged:two\n", ""},
		{"a pipe", "sed s/^/paged:/", "one\n", false, "", "one\n"},
		{"no pager is set", "", "one\n", true, "", "one\n"},
		{"the pager cat", "cat", "one\n", true, "", "one\n"},
		{"a missing pager", "no-such-pager-here", "one\n", true, "", "one\n"},
		{"the reader quits", "true", "one\n", true, "", ""},
		{"nothing changed", "sed s/^/paged:/", "", true, "", ""},
		{"control characters are escaped", "sed s/^/paged:/", "\u009b31m", true, `paged:\u009b31m`, ""},
	} {
		t.Setenv("TLCRAWL_PAGER", tc.pager)
		t.Setenv("PAGER", "sed s/^/other:/")
		screen, err := os.Create(filepath.Join(t.TempDir(), "screen"))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		c := console{out: &out, err: io.Discard}
		if tc.terminal {
			c.screen = screen
		}
		err = c.page(func(w io.Writer) error {
			_, err := io.WriteString(w, tc.text)
			return err
		})
		screen.Close()
		shown, _ := os.ReadFile(screen.Name())
		if err != nil || string(shown) != tc.screen || out.String() != tc.out {
			t.Errorf("%s: terminal %q, standard output %q, %v", tc.why, shown, out.String(), err)
		}
	}
}

// TestFindPager checks the variables in git's order, then less. Only a variable needs a
// shell, and works without one.
func TestFindPager(t *testing.T) {
	bin, shell := t.TempDir(), t.TempDir()
	less, most, sh := filepath.Join(bin, "less"), filepath.Join(bin, "most"), filepath.Join(shell, "sh")
	for _, program := range []string{less, most, sh} {
		if err := os.WriteFile(program, []byte("#!/bin/true\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	both := bin + string(os.PathListSeparator) + shell
	for _, tc := range []struct {
		why  string
		set  map[string]string
		path string
		want []string
	}{
		{"tlcrawl's variable first", map[string]string{"TLCRAWL_PAGER": "more", "PAGER": "most", "TERM": "xterm"}, both, []string{sh, "-c", "more"}},
		{"then PAGER", map[string]string{"PAGER": "most -s", "TERM": "xterm"}, both, []string{sh, "-c", "most -s"}},
		{"no shell, as on Windows", map[string]string{"PAGER": "most -s", "TERM": "xterm"}, bin, []string{most, "-s"}},
		{"neither a shell nor the pager", map[string]string{"PAGER": "more", "TERM": "xterm"}, bin, nil},
		{"less by default, without a shell", map[string]string{"TERM": "xterm"}, bin, []string{less, "-FRX"}},
		{"no less", map[string]string{"TERM": "xterm"}, shell, nil},
		{"a terminal that less cannot use", map[string]string{"TERM": "dumb"}, bin, nil},
		{"turned off", map[string]string{"TLCRAWL_PAGER": "cat", "PAGER": "most", "TERM": "xterm"}, both, nil},
		{"set to an empty value", map[string]string{"PAGER": "", "TERM": "xterm"}, both, nil},
	} {
		t.Run(tc.why, func(t *testing.T) {
			for _, name := range []string{"TLCRAWL_PAGER", "PAGER", "TERM"} {
				t.Setenv(name, "") // restored afterwards
				os.Unsetenv(name)
			}
			for name, value := range tc.set {
				t.Setenv(name, value)
			}
			t.Setenv("PATH", tc.path)
			var got []string
			if cmd := findPager(); cmd != nil {
				got = cmd.Args
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
