//go:build man

package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestManPages checks that every command has a reproducible manual page that man shows
// without warnings.
func TestManPages(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("SOURCE_DATE_EPOCH", "1781320620") // June 2026
	var failed bytes.Buffer
	if code := runProgram([]string{"man", dir}, nil, new(bytes.Buffer), &failed); code != exitOK {
		t.Fatal(failed.String())
	}
	for _, cmd := range commands() {
		if cmd.Name() == "help" || cmd.Hidden {
			continue
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			continue
		}
		if head, _, _ := strings.Cut(string(page), ".SH"); !strings.Contains(head, `"Jun 2026"`) || strings.Contains(string(page), "spf13") {
			t.Errorf("%s begins with %s", name, head)
		}
		if _, err := exec.LookPath("groff"); err == nil {
			out, err := exec.Command("groff", "-man", "-ww", "-Tutf8", "-z", filepath.Join(dir, name)).CombinedOutput()
			if err != nil || len(out) > 0 {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
	page, err := os.ReadFile(filepath.Join(dir, "tlcrawl-diff.1"))
	if err != nil || !strings.Contains(string(page), `--name 'messages.*'`) {
		t.Errorf("%v: the examples of diff are damaged", err)
	}
}
