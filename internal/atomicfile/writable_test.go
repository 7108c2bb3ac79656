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

// Writable and Write agree on which files can be written, so that a long crawl does not
// fail at its end.
func TestWritable(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		ok        bool
		says      []string
	}{
		{"a new file in an existing folder", "214.json", true, nil},
		{"an existing file", "file", true, nil},
		{"a missing folder is created", "new/214.json", true, nil},
		{"missing parent folders are created", "new/a/b/c/214.json", true, nil},
		{"a link to a file", "link", true, nil},
		{"a file below a link to a folder", "folderlink/214.json", true, nil},
		{"a folder", "folder", false, []string{"folder"}},
		{"a link to a folder", "folderlink", false, []string{"folder"}},
		{"a file instead of the folder", "file/214.json", false, nil},
		{"a file instead of a parent folder", "file/a/b/214.json", false, nil},
		{"a trailing slash", "new/", false, nil},
		{"a dangling link instead of the folder", "nowhere/214.json", false, nil},
		{"NUL in a name", "\x00.json", false, nil},
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

			name := dir + "/" + tc.name // filepath.Join would remove slashes
			err := atomicfile.Writable(name)
			if (err == nil) != tc.ok {
				t.Errorf("Writable(%q) = %v, want ok: %v", tc.name, err, tc.ok)
			}
			if err != nil {
				isFileError(t, err, name, tc.says...)
			}
			if after := files(t, dir); !slices.Equal(before, after) {
				t.Errorf("Writable changed %v to %v", before, after)
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
		{"a name is a file in the current folder", "214.json", true},
		{"folders are created in the current folder", "a/b/214.json", true},
		{"an empty name", "", false},
		{"the current folder", ".", false},
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

// Writable fails for a folder without write permission.
func TestWritableReadOnlyFolder(t *testing.T) {
	closed := ""
	own := t.TempDir()
	must(t, os.Chmod(own, 0o500))
	for _, dir := range []string{own, "/proc"} { // root may write to its own; nobody may write to /proc
		if f, err := os.CreateTemp(dir, "try"); err == nil {
			must(t, f.Close())
			must(t, os.Remove(f.Name()))
		} else if info, err := os.Stat(dir); err == nil && info.IsDir() {
			closed = dir
			break
		}
	}
	if closed == "" {
		t.Skip("no read-only folder")
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
