package atomicfile_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// What Writable allows, Replace writes; what it does not, Replace does not. A crawl of
// an hour hangs on it.
func TestWritable(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		ok        bool
		says      []string
	}{
		{"a new file in a folder that is there", "214.json", true, nil},
		{"a file that is there is replaced", "file", true, nil},
		{"a folder that is not there yet is made", "new/214.json", true, nil},
		{"and those above it", "new/a/b/c/214.json", true, nil},
		{"a link to a file", "link", true, nil},
		{"a file below a link to a folder", "folderlink/214.json", true, nil},
		{"a folder is no file", "folder", false, []string{"folder"}},
		{"a link to a folder is no file", "folderlink", false, []string{"folder"}},
		{"a file is no folder", "file/214.json", false, nil},
		{"a file is no folder, further up", "file/a/b/214.json", false, nil},
		{"a slash at the end is said of a folder", "new/", false, nil},
		{"a link to nothing is no folder", "nowhere/214.json", false, nil},
		{"no system allows NUL in a name", "\x00.json", false, nil},
		{"a name longer than a system allows", strings.Repeat("a", 300), false, nil},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := folder(t)
			put(t, filepath.Join(dir, "file"), nil)
			must(t, os.Mkdir(filepath.Join(dir, "folder"), 0o755))
			must(t, os.Symlink("file", filepath.Join(dir, "link")))
			must(t, os.Symlink("folder", filepath.Join(dir, "folderlink")))
			must(t, os.Symlink("away", filepath.Join(dir, "nowhere")))
			before := files(t, dir)

			name := dir + "/" + tc.name // filepath.Join would take slashes away
			err := atomicfile.Writable(name)
			if (err == nil) != tc.ok {
				t.Errorf("Writable(%q) = %v, want ok: %v", tc.name, err, tc.ok)
			}
			if err != nil {
				isFileError(t, err, name, tc.says...)
			}
			if after := files(t, dir); !slices.Equal(before, after) {
				t.Errorf("asking has changed %v to %v", before, after)
			}

			err = atomicfile.Write(name, func(w io.Writer) error { _, err := io.WriteString(w, "{}\n"); return err })
			if (err == nil) != tc.ok {
				t.Errorf("Replace(%q) = %v, want ok: %v", tc.name, err, tc.ok)
			}
			if err != nil {
				isFileError(t, err, name)
			}
		})
	}
}

func TestWritableOutsideFolders(t *testing.T) {
	t.Chdir(folder(t))
	for _, tc := range []struct {
		why, name string
		ok        bool
	}{
		{"a name alone is a file in the folder where one stands", "214.json", true},
		{"folders are made where one stands", "a/b/214.json", true},
		{"no name is no file", "", false},
		{"the folder where one stands", ".", false},
		{"the root", "/", false},
	} {
		err := atomicfile.Writable(tc.name)
		if (err == nil) != tc.ok {
			t.Errorf("%s: Writable(%q) = %v, want ok: %v", tc.why, tc.name, err, tc.ok)
		}
		if err != nil {
			isFileError(t, err, tc.name)
		}
	}
}

// A crawl is not begun where its result cannot be written.
func TestWritableOfAClosedFolder(t *testing.T) {
	closed := ""
	own := t.TempDir()
	must(t, os.Chmod(own, 0o500))
	for _, dir := range []string{own, "/proc"} { // root may write to its own, nobody to /proc
		if f, err := os.CreateTemp(dir, "try"); err == nil {
			must(t, f.Close())
			must(t, os.Remove(f.Name()))
		} else if info, err := os.Stat(dir); err == nil && info.IsDir() {
			closed = dir
			break
		}
	}
	if closed == "" {
		t.Skip("no folder here that takes no files")
	}
	for _, name := range []string{"214.json", "new/214.json"} {
		name = filepath.Join(closed, name)
		if err := atomicfile.Writable(name); err == nil {
			t.Errorf("Writable(%q) = nil, want an error", name)
		} else {
			isFileError(t, err, name)
		}
		isFileError(t, atomicfile.WriteBytes(name, []byte("{}")), name)
	}
}
