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

// TestDir checks that files are written atomically, and that other files stay.
func TestDir(t *testing.T) {
	dir := t.TempDir()
	other, page := filepath.Join(dir, "other.txt"), filepath.Join(dir, "a", "page.html")
	out := site.Dir(dir)
	if err := out.Create("a/page.html", put("first")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(other, []byte("mine"), 0o644); err != nil {
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
		t.Errorf("%v, and the page has %q", err, read(t, page))
	}
	if err := out.Create("a/page.html", put("second")); err != nil || read(t, page) != "second" || read(t, other) != "mine" {
		t.Errorf("%v: %q, %q", err, read(t, page), read(t, other))
	}
	if entries, err := os.ReadDir(filepath.Dir(page)); err != nil || len(entries) != 1 {
		t.Errorf("files next to the page: %v, %v", entries, err)
	}
}

// TestDirLeavesTheSame checks that a file with the same content is not written, so that
// copies of the site can be updated quickly.
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
			t.Errorf("%s: unchanged: %v; content %q", c.why, left, read(t, page))
		}
		if err := os.Chtimes(page, long, long); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDirStaysInside checks that no name leads out of the folder.
func TestDirStaysInside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	for _, name := range []string{"../x", "/x", "a/../../x", ""} {
		if err := site.Dir(dir).Create(name, put("x")); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) > 1 {
		t.Errorf("outside: %v", entries)
	}
}

// TestDirOfOthers checks that nothing is written to a folder that is not the site's, or
// through links.
func TestDirOfOthers(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := site.Dir(dir).Create("index.html", put("site")); err == nil || read(t, filepath.Join(dir, "index.html")) != "mine" {
		t.Errorf("a foreign folder was written to: %v", err)
	}

	root := t.TempDir()
	own, secret := filepath.Join(root, "site"), filepath.Join(root, "secret")
	if err := site.Dir(own).Create("index.html", put("site")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(secret, 0o755); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"method": secret, "errors.html": filepath.Join(secret, "file")} {
		if err := os.Symlink(to, filepath.Join(own, link)); err != nil {
			t.Skip("no symbolic links:", err)
		}
	}
	for _, name := range []string{"method/a.html", "errors.html"} {
		if err := site.Dir(own).Create(name, put("site")); err == nil {
			t.Errorf("%s was written through a link", name)
		}
	}
	if list, err := os.ReadDir(secret); err != nil || len(list) > 0 {
		t.Errorf("link targets: %v, %v", list, err)
	}
}

// TestCheckFolder checks that the data folder is never the site's folder, however it is
// written.
func TestCheckFolder(t *testing.T) {
	root := t.TempDir()
	data := filepath.Join(root, "data")
	if err := os.MkdirAll(filepath.Join(data, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "link")
	if err := os.Symlink(data, link); err != nil {
		t.Skip("no symbolic links:", err)
	}
	for _, tc := range []struct {
		why, dir string
		ok       bool
	}{
		{"the data folder itself", data, false},
		{"through a link", link, false},
		{"a folder in it", filepath.Join(data, "public"), false},
		{"its parent folder", root, false},
		{"a new folder next to it", filepath.Join(root, "public"), true},
	} {
		if err := site.CheckFolder(tc.dir, data); (err == nil) != tc.ok {
			t.Errorf("%s: %v, want ok %t", tc.why, err, tc.ok)
		}
	}
}
