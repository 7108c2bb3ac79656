package diff_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestDependencies checks that a program that only compares snapshots does not link
// printers.
func TestDependencies(t *testing.T) {
	allowed := map[string]bool{"github.com/tlcrawl/tlcrawl/diff": true}
	for _, path := range deps(t, "../model") {
		allowed[path] = true
	}
	for _, path := range deps(t, ".") {
		host, _, _ := strings.Cut(path, "/")
		if strings.Contains(host, ".") && !allowed[path] {
			t.Errorf("package diff imports %s, which package model does not", path)
		}
	}
	for _, printer := range []string{"report", "internal/terminal", "internal/prose"} {
		if allowed["github.com/tlcrawl/tlcrawl/"+printer] {
			t.Errorf("package model imports %s", printer)
		}
	}
}

func deps(t *testing.T, dir string) []string {
	t.Helper()
	out, err := exec.Command("go", "list", "-deps", dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}
