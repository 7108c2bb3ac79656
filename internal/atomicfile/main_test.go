package atomicfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

func content(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(t testing.TB, name string, b []byte) {
	t.Helper()
	if err := os.WriteFile(name, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// files returns the names in a folder, hidden ones included.
func files(t testing.TB, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// folder returns an empty folder, and sets another for temporary files, which must be empty
// at the end of the test.
func folder(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	dir, tmp := filepath.Join(root, "data"), filepath.Join(root, "tmp")
	for _, d := range []string{dir, tmp} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("TMPDIR", tmp)
	t.Cleanup(func() {
		if left := files(t, tmp); len(left) > 0 {
			t.Errorf("left in the folder of temporary files: %v", left)
		}
	})
	return dir
}

// isFileError fails the test unless err is an Error of that file, with its name once and
// all of the words.
func isFileError(t *testing.T, err error, name string, says ...string) {
	t.Helper()
	var fe *atomicfile.Error
	if !errors.As(err, &fe) {
		t.Fatalf("%T %v is not an Error", err, err)
	}
	if fe.Name != name || fe.Err == nil {
		t.Errorf("Error{%q, %v}, want the name %q and a reason", fe.Name, fe.Err, name)
	}
	reason, ok := strings.CutPrefix(err.Error(), name+": ")
	if !ok || name != "" && strings.Contains(reason, name) {
		t.Errorf("%q does not name the file %q once, at the beginning", err, name)
	}
	for _, word := range says {
		if !strings.Contains(reason, word) {
			t.Errorf("%q does not contain %q", err, word)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
