package site_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/site"
)

func put(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestDir: a file is whole or as it was, and others stay.
func TestDir(t *testing.T) {
	dir := t.TempDir()
	other, page := filepath.Join(dir, "other.txt"), filepath.Join(dir, "a", "page.html")
	if err := os.WriteFile(other, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	out := site.Dir(dir)
	if err := out.Create("a/page.html", put("first")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err := out.Create("a/page.html", func(w io.Writer) error {
		if err := put("half")(w); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) || read(t, page) != "first" {
		t.Errorf("%v, and the page holds %q", err, read(t, page))
	}
	if err := out.Create("a/page.html", put("second")); err != nil || read(t, page) != "second" || read(t, other) != "mine" {
		t.Errorf("%v: %q, %q", err, read(t, page), read(t, other))
	}
	if entries, err := os.ReadDir(filepath.Dir(page)); err != nil || len(entries) != 1 {
		t.Errorf("something is left beside the page: %v, %v", entries, err)
	}
}

// TestDirLeavesTheSame: a file that says the same is not written, so that copies of the
// site are quickly brought up to date.
func TestDirLeavesTheSame(t *testing.T) {
	dir := t.TempDir()
	page, long := filepath.Join(dir, "page.html"), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		why, text string
		left      bool
	}{{"new", "one", false}, {"the same", "one", true}, {"of the same length", "two", false}, {"longer", "three", false}} {
		if err := site.Dir(dir).Create("page.html", put(c.text)); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(page)
		if err != nil {
			t.Fatal(err)
		}
		if left := info.ModTime().Equal(long); left != c.left || read(t, page) != c.text {
			t.Errorf("%s: left as it is: %v; holds %q", c.why, left, read(t, page))
		}
		if err := os.Chtimes(page, long, long); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDirStaysInside: no name leads out of the folder.
func TestDirStaysInside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	for _, name := range []string{"../x", "/x", "a/../../x", ""} {
		if err := site.Dir(dir).Create(name, put("x")); err == nil {
			t.Errorf("%q is written", name)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) > 1 {
		t.Errorf("outside: %v", entries)
	}
}
