package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExitCodes checks the codes that scripts rely on.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	if code := runProgram([]string{"demo", "--data", dir}, nil, new(bytes.Buffer), new(bytes.Buffer)); code != 0 {
		t.Fatalf("demo: exit %d", code)
	}
	old, current := filepath.Join(dir, "186.json"), filepath.Join(dir, "203.json")
	text := filepath.Join(dir, "text.json")
	if err := os.WriteFile(text, []byte("hello"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		why  string
		args []string
		want int
	}{
		{"help succeeds", []string{"--help"}, 0},
		{"printing a difference succeeds", []string{"diff", old, current}, 0},
		{"--exit-code with a difference", []string{"diff", old, current, "--exit-code"}, 1},
		{"--exit-code without a difference", []string{"diff", old, old, "--exit-code"}, 0},
		{"--fail-on breaking with a breaking change", []string{"diff", old, current, "--fail-on", "breaking"}, 1},
		{"--fail-on breaking with compatible changes only", []string{"diff", old, current, "--fail-on", "breaking", "--name", "auth.sendCode"}, 0},
		{"--fail-on docs with breaking changes only", []string{"diff", old, current, "--fail-on", "docs", "--only", "breaking"}, 1},
		{"invalid input with --exit-code is an error, not a difference", []string{"diff", text, current, "--exit-code"}, 2},
		{"a missing file", []string{"layers", filepath.Join(dir, "nowhere.json")}, 2},
		{"an unknown name", []string{"show", current, "auth.nothing"}, 2},
		{"a file that is not a page", []string{"parse", text}, 2},
		{"an unknown command", []string{"frobnicate"}, 2},
		{"an unknown flag", []string{"diff", old, current, "--frobnicate"}, 2},
		{"too few arguments", []string{"diff", old}, 2},
		{"a site that does not answer", []string{"crawl", "--base-url", "http://127.0.0.1:9", "--out", filepath.Join(dir, "x.json"), "--backoff", "1ms", "--quiet"}, 2},
	} {
		t.Run(c.why, func(t *testing.T) {
			var out, err bytes.Buffer
			if got := runProgram(c.args, strings.NewReader(""), &out, &err); got != c.want {
				t.Errorf("tlcrawl %s: exit %d, want %d\n%s", strings.Join(c.args, " "), got, c.want, err.String())
			}
			if lines := strings.Count(err.String(), "\n"); c.want == 2 && lines != 1 {
				t.Errorf("got %d lines on standard error, want 1:\n%s", lines, err.String())
			}
		})
	}
}
