package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// On a terminal $PAGER shows a report; where there is no pager, no terminal or nothing to
// be shown, none is started.
func TestPager(t *testing.T) {
	for _, tc := range []struct {
		why, pager, text string
		terminal         bool
		screen, out      string
	}{
		{"a terminal with a pager", "sed s/^/paged:/", "one\ntwo\n", true, "paged:one\npaged:two\n", ""},
		{"a pipe", "sed s/^/paged:/", "one\n", false, "", "one\n"},
		{"no pager is set", "", "one\n", true, "", "one\n"},
		{"the pager that is none", "cat", "one\n", true, "", "one\n"},
		{"there is no such pager", "no-such-pager-here", "one\n", true, "", "one\n"},
		{"the reader has seen enough", "true", "one\n", true, "", ""},
		{"nothing changed", "sed s/^/paged:/", "", true, "", ""},
		{"what steers a terminal is written out", "sed s/^/paged:/", "\u009b31m", true, `paged:\u009b31m`, ""},
	} {
		t.Setenv("PAGER", tc.pager)
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
			t.Errorf("%s: the terminal shows %q, %q is written, %v", tc.why, shown, out.String(), err)
		}
	}
}
