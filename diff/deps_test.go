package diff_test

import (
	"os/exec"
	"strings"
	"testing"
)

// TestDependencies: a program that only compares snapshots links no printer.
func TestDependencies(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{
		"github.com/tlcrawl/tlcrawl/diff":  true,
		"github.com/tlcrawl/tlcrawl/model": true,
		"github.com/gotd/tl":               true, // package model reads combinators with it
	}
	for _, path := range strings.Fields(string(out)) {
		host, _, _ := strings.Cut(path, "/")
		if strings.Contains(host, ".") && !allowed[path] {
			t.Errorf("package diff imports %s", path)
		}
	}
}
