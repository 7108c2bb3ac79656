package cli

import (
	"os"
	"os/exec"
	"testing"
)

// needPrograms skips a test without its programs, unless TLCRAWL_PROGRAMS=required.
func needPrograms(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		_, err := exec.LookPath(name)
		switch {
		case err == nil:
		case os.Getenv("TLCRAWL_PROGRAMS") == "required":
			t.Fatal("TLCRAWL_PROGRAMS=required, but ", err)
		default:
			t.Skip(err)
		}
	}
}
