// Package gittest makes git repositories for tests and benchmarks.
package gittest

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Commit is a commit of a repository in the making.
type Commit struct {
	// Time is that of the committer, in seconds since 1970.
	Time int64
	// Files are the files that it adds or changes, Remove those that it removes.
	Files  map[string]string
	Remove []string
}

// Make makes a repository with one branch, main, that is checked out. The test is skipped
// where git is not installed.
func Make(t testing.TB, commits ...Commit) (dir string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir = t.TempDir()
	Run(t, dir, "init", "-q", "-b", "main")
	Add(t, dir, commits...)
	return dir
}

// Add adds commits to the branch.
func Add(t testing.TB, dir string, commits ...Commit) {
	t.Helper()
	var b bytes.Buffer
	parent := "from refs/heads/main^0\n"
	if exec.CommandContext(t.Context(), "git", "-C", dir, "rev-parse", "-q", "--verify", "main").Run() != nil {
		parent = ""
	}
	for i, c := range commits {
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter someone <someone@example.org> %d +0000\ndata 6\nchange\n", c.Time)
		if i == 0 {
			b.WriteString(parent)
		}
		for _, name := range c.Remove {
			fmt.Fprintf(&b, "D %s\n", quote(name))
		}
		for _, name := range slices.Sorted(maps.Keys(c.Files)) {
			fmt.Fprintf(&b, "M 100644 inline %s\ndata %d\n%s\n", quote(name), len(c.Files[name]), c.Files[name])
		}
	}
	cmd := exec.CommandContext(t.Context(), "git", "-C", dir, "fast-import", "--quiet")
	cmd.Stdin = &b
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v: %s", err, out)
	}
	if _, err := os.Stat(dir + "/.git"); err == nil {
		Run(t, dir, "reset", "-q", "--hard")
	}
}

func quote(name string) string {
	return strings.ReplaceAll(strconv.Quote(name), `\x`, `\`)
}

// Run runs git in a repository.
func Run(t testing.TB, dir string, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v: %s", strings.Join(args, " "), err, out)
	}
}
