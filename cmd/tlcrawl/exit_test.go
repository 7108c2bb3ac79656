package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExitCodes holds the codes that other programs rely on.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	if code := run([]string{"demo", "--data", dir}, nil, new(bytes.Buffer), new(bytes.Buffer)); code != 0 {
		t.Fatalf("demo: exit %d", code)
	}
	old, new_ := filepath.Join(dir, "186.json"), filepath.Join(dir, "203.json")
	text := filepath.Join(dir, "text.json")
	if err := os.WriteFile(text, []byte("hello"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		args []string
		want int
	}{
		{"help is no trouble", []string{"--help"}, 0},
		{"printing a difference is no trouble", []string{"diff", old, new_}, 0},
		{"asked to tell a difference, and there is one", []string{"diff", old, new_, "--exit-code"}, 1},
		{"asked to tell a difference, and there is none", []string{"diff", old, old, "--exit-code"}, 0},
		{"a breaking change, asked for breaking ones", []string{"diff", old, new_, "--fail-on", "breaking"}, 1},
		{"compatible changes are less than breaking", []string{"diff", old, new_, "--fail-on", "breaking", "--only", "compatible"}, 0},
		{"breaking changes are more than docs", []string{"diff", old, new_, "--fail-on", "docs", "--only", "breaking"}, 1},
		{"bad input, even where a difference was asked for", []string{"diff", text, new_, "--exit-code"}, 2},
		{"a file that is not there", []string{"layers", filepath.Join(dir, "nowhere.json")}, 2},
		{"a name that is not there", []string{"show", new_, "auth.nothing"}, 2},
		{"a page that is none", []string{"parse", text}, 2},
		{"an unknown command", []string{"frobnicate"}, 2},
		{"an unknown flag", []string{"diff", old, new_, "--frobnicate"}, 2},
		{"too few arguments", []string{"diff", old}, 2},
		{"an address that does not answer", []string{"crawl", "--base-url", "http://127.0.0.1:9", "--out", filepath.Join(dir, "x.json"), "--backoff", "1ms", "--quiet"}, 2},
	} {
		t.Run(c.why, func(t *testing.T) {
			var out, err bytes.Buffer
			if got := run(c.args, strings.NewReader(""), &out, &err); got != c.want {
				t.Errorf("tlcrawl %s: exit %d, want %d\n%s", strings.Join(c.args, " "), got, c.want, err.String())
			}
			if lines := strings.Count(err.String(), "\n"); c.want == 2 && lines != 1 {
				t.Errorf("%d lines on standard error, want one:\n%s", lines, err.String())
			}
		})
	}
}

// TestEveryCommandHasAnExample: help without one is half a help.
func TestEveryCommandHasAnExample(t *testing.T) {
	for _, cmd := range newRoot(newConsole(strings.NewReader(""), new(bytes.Buffer), new(bytes.Buffer))).Commands() {
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			continue // cobra's own
		}
		if cmd.Short == "" || !strings.Contains(cmd.Example, "tlcrawl "+cmd.Name()) {
			t.Errorf("%s: no example of it in its help", cmd.Name())
		}
	}
}
