package store_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/store"
)

var errCrawl = errors.New("page 311 did not end")

// However writing fails, the earlier file is whole and nothing lies beside it.
func TestReplaceFails(t *testing.T) {
	for _, tc := range []struct {
		why   string
		write func(io.Writer) error
	}{
		{"before the first byte", func(io.Writer) error { return errCrawl }},
		{"after a few bytes, which fit into a buffer", func(w io.Writer) error {
			_, err := io.WriteString(w, "{")
			return errors.Join(err, errCrawl)
		}},
		{"after a megabyte, which does not", func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Repeat("a", 1<<20))
			return errors.Join(err, errCrawl)
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			dir := folder(t)
			name := filepath.Join(dir, "latest.json")
			put(t, name, plainly(t, snapshot(213)))

			err := store.Replace(name, tc.write)
			isFileError(t, err, name, errCrawl.Error())
			if !errors.Is(err, errCrawl) {
				t.Errorf("%v does not wrap %v", err, errCrawl)
			}
			if s, err := store.Read(name); err != nil || s.Layer != 213 {
				t.Errorf("the earlier file: %v, %v", s, err)
			}
			if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
				t.Errorf("in the folder: %v, want latest.json alone", got)
			}

			fresh := filepath.Join(dir, "214.json")
			isFileError(t, store.Replace(fresh, tc.write), fresh)
			if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
				t.Errorf("in the folder: %v, want no new file", got)
			}
		})
	}
}

// A panic in a printer is a failed write like any other.
func TestReplacePanics(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "latest.json")
	put(t, name, plainly(t, snapshot(213)))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not come through")
			}
		}()
		_ = store.Replace(name, func(w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("a", 1<<20))
			panic("a rule without a name")
		})
	}()
	if !bytes.Equal(content(t, name), plainly(t, snapshot(213))) {
		t.Error("the earlier file is not what it was")
	}
	if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
		t.Errorf("in the folder: %v, want latest.json alone", got)
	}
}

// Whoever reads while a file is written reads the earlier one to its end.
func TestReplaceInOneStep(t *testing.T) {
	dir := folder(t)
	name := filepath.Join(dir, "latest.json")
	put(t, name, plainly(t, snapshot(213)))
	err := store.Replace(name, func(w io.Writer) error {
		if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			return err
		}
		if s, err := store.Read(name); err != nil || s.Layer != 213 {
			t.Errorf("while it is written: %v, %v, want the earlier snapshot", s, err)
		}
		_, err := w.Write(plainly(t, snapshot(214)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := store.Read(name); err != nil || s.Layer != 214 {
		t.Errorf("after it: %v, %v, want the new snapshot", s, err)
	}
	if got := files(t, dir); !slices.Equal(got, []string{"latest.json"}) {
		t.Errorf("in the folder: %v, want latest.json alone", got)
	}
}

// Nothing is written where nothing is to be written to.
func TestReplaceOfAFolder(t *testing.T) {
	dir := folder(t)
	called := false
	err := store.Replace(dir, func(io.Writer) error { called = true; return nil })
	isFileError(t, err, dir, "folder")
	if called {
		t.Error("the work was done before the folder was seen")
	}
	if got := files(t, dir); len(got) > 0 {
		t.Errorf("in the folder: %v, want nothing", got)
	}
	err = store.Write(dir, snapshot(214))
	isFileError(t, err, dir, "folder")
}

// The file at fault is the one that an error names.
func TestReplaceNamesTheOtherFile(t *testing.T) {
	dir := folder(t)
	name, other := filepath.Join(dir, "latest.json"), filepath.Join(dir, "accepted.json")
	for _, tc := range []struct {
		why  string
		read func() error
	}{
		{"a snapshot that is wanted while another is written", func() error { _, err := store.Read(other); return err }},
		{"any file that is", func() error { _, err := os.ReadFile(other); return err }},
	} {
		t.Run(tc.why, func(t *testing.T) {
			err := store.Replace(name, func(io.Writer) error { return tc.read() })
			isFileError(t, err, name, other)
		})
	}
}
