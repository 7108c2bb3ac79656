package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestSystemd checks the units with systemd, and that the service's command is one of
// tlcrawl's.
func TestSystemd(t *testing.T) {
	dir := t.TempDir()
	var units []string
	for _, name := range []string{"tlcrawl.service", "tlcrawl-serve.service", "tlcrawl.timer"} {
		b, err := os.ReadFile(filepath.Join("../../deploy/systemd", name))
		if err != nil {
			t.Fatal(err)
		}
		if _, after, found := bytes.Cut(b, []byte("\nExecStart=tlcrawl ")); found {
			line, _, _ := strings.Cut(string(after), "\n")
			var stderr bytes.Buffer
			if code := runProgram(append(strings.Fields(line), "--help"), nil, new(bytes.Buffer), &stderr); code != exitOK {
				t.Errorf("tlcrawl %s: %s", line, stderr.String())
			}
		} else if strings.HasSuffix(name, ".service") {
			t.Errorf("%s does not run tlcrawl", name)
		}
		// systemd wants a program that exists.
		b = bytes.ReplaceAll(b, []byte("ExecStart=tlcrawl "), []byte("ExecStart=/bin/true "))
		unit := filepath.Join(dir, name)
		if err := os.WriteFile(unit, b, 0o644); err != nil {
			t.Fatal(err)
		}
		units = append(units, unit)
	}
	needPrograms(t, "systemd-analyze")
	out, err := exec.Command("systemd-analyze", append([]string{"verify", "--man=no"}, units...)...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
	calendar, err := exec.Command("systemd-analyze", "calendar", "*-*-* 03:17").CombinedOutput()
	if err != nil {
		t.Errorf("systemd-analyze calendar: %v\n%s", err, calendar)
	}
}
