package atomicfile_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

var earlier = []byte("earlier\n")

var errCrawl = errors.New("page 311 did not end")

// However writing fails, the earlier file is unchanged and no other file remains.
func TestWriteFails(t *testing.T) {
	for _, tc := range []struct {
		why   string
		write func(io.Writer) error
	}{
		{"before the first byte", func(io.Writer) error { return errCrawl }},
		{"after a few bytes, which fit into a buffer", func(w io.Writer) error {
			_, err := io.WriteString(w, "{")
			return errors.Join(err, errCrawl)
		}},
		{"after a megabyte, which does not fit", func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Repeat("a", 1<<20))
			return errors.Join(err, errCrawl)
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := folder(t)
			name := filepath.Join(dir, "latest.json")
			put(t, name, earlier)

			err := atomicfile.Write(name, tc.write)
			isFileError(t, err, name, errCrawl.Error())
			if !errors.Is(err, errCrawl) {
				t.Errorf("%v does not wrap %v", err, errCrawl)
			}
			if got := content(t, name); !bytes.Equal(got, earlier) {
				t.Errorf("the earlier file now has %q", got)
			}
			if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
				t.Errorf("in the folder: %v, want only latest.json", got)
			}

			fresh := filepath.Join(dir, "214.json")
			isFileError(t, atomicfile.Write(fresh, tc.write), fresh)
			if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
				t.Errorf("in the folder: %v, want no new file", got)
			}
		})
	}
}

// A panic in the callback is a failed write like any other.
func TestWritePanics(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "latest.json")
	put(t, name, earlier)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was not propagated")
			}
		}()
		_ = atomicfile.Write(name, func(w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("a", 1<<20))
			panic("a rule without a name")
		})
	}()
	if !bytes.Equal(content(t, name), earlier) {
		t.Error("the earlier file has changed")
	}
	if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
		t.Errorf("in the folder: %v, want only latest.json", got)
	}
}

// Readers see the earlier file until the new one is complete.
func TestWriteIsAtomic(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "latest.json")
	put(t, name, earlier)
	err := atomicfile.Write(name, func(w io.Writer) error {
		if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			return err
		}
		if got := content(t, name); !bytes.Equal(got, earlier) {
			t.Errorf("while it is written, it has %q", got)
		}
		_, err := w.Write([]byte("new\n"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := content(t, name); !bytes.HasSuffix(got, []byte("new\n")) {
		t.Errorf("afterwards the file does not end with the new content")
	}
	if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
		t.Errorf("in the folder: %v, want only latest.json", got)
	}
}

// The callback is not called if the file cannot be written.
func TestWriteFolder(t *testing.T) {
	dir := folder(t)
	called := false
	err := atomicfile.Write(dir, func(io.Writer) error { called = true; return nil })
	isFileError(t, err, dir, "folder")
	if called {
		t.Error("the callback ran before the folder was detected")
	}
	if got := files(t, dir); len(got) > 0 {
		t.Errorf("in the folder: %v, want nothing", got)
	}
}

// An error of another file keeps its name.
func TestWriteNamesTheOtherFile(t *testing.T) {
	dir := folder(t)
	name, other := filepath.Join(dir, "latest.json"), filepath.Join(dir, "accepted.json")
	for _, tc := range []struct {
		why  string
		read func() error
	}{
		{"an Error of another file", func() error { return &atomicfile.Error{Name: other, Err: fs.ErrNotExist} }},
		{"an error of package os", func() error { _, err := os.ReadFile(other); return err }},
	} {
		t.Run(tc.why, func(t *testing.T) {
			err := atomicfile.Write(name, func(io.Writer) error { return tc.read() })
			isFileError(t, err, name, other)
		})
	}
}
