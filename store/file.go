// Package store keeps snapshots on disk.
//
// It is for finding, reading and writing them, plain or gzipped. It is not for
// saying what is in them (package model) or how two differ (package diff).
//
// It promises that a file is written whole or not at all, and that an earlier file
// stays as it was until the new one is safe.
package store

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"

	"github.com/tlcrawl/tlcrawl/model"
)

// Stdio is the name that stands for standard input and standard output.
const Stdio = "-"

var errFolder = errors.New("a folder, where a file is wanted")

// FileError says which file could not be read or written, and why.
type FileError struct {
	// Name is the file's name as it was given.
	Name string
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }

func (e *FileError) Unwrap() error { return e.Err }

// Read reads the snapshot in a file, gzipped or not. Its errors are FileErrors.
func Read(name string) (*model.Snapshot, error) {
	f, err := open(name)
	if err != nil {
		return nil, &FileError{name, plain(err)}
	}
	defer f.Close()
	s, err := Decode(f)
	if err != nil {
		return nil, &FileError{name, plain(err)}
	}
	return s, nil
}

// open opens a file to read; a folder is none.
func open(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = errFolder
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Decode reads a snapshot that may be gzipped: its first bytes tell.
func Decode(r io.Reader) (*model.Snapshot, error) {
	buffered := bufio.NewReader(r)
	magic, _ := buffered.Peek(2)
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return model.Decode(buffered)
	}
	z, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, err
	}
	return model.Decode(z)
}

// plain takes the name and the call out of an error of package os: the name stands
// in the FileError.
func plain(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		return fmt.Errorf("it is cut or damaged: %w", err)
	}
	return err
}

// Write writes a snapshot to a file, gzipped where its name ends in .gz. The file
// is whole, or what it was before. Its error is a FileError.
func Write(name string, s *model.Snapshot) error {
	return Replace(name, func(w io.Writer) error { return encode(w, s, strings.HasSuffix(name, ".gz")) })
}

func encode(w io.Writer, s *model.Snapshot, gzipped bool) error {
	if !gzipped {
		return model.Encode(w, s)
	}
	z := gzip.NewWriter(w) // no name, no time: the same snapshot gives the same bytes
	if err := model.Encode(z, s); err != nil {
		return err
	}
	return z.Close()
}

// Replace puts what write writes in the place of a file, in one step, making the
// folders above it where they are missing. Its error is a FileError.
func Replace(name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return &FileError{name, plain(err)}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return &FileError{name, errFolder}
	}
	f, err := renameio.NewPendingFile(name, renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return &FileError{name, plain(err)}
	}
	defer f.Cleanup()
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return &FileError{name, plain(err)}
	}
	if err := w.Flush(); err != nil {
		return &FileError{name, plain(err)}
	}
	if err := f.CloseAtomicallyReplace(); err != nil {
		return &FileError{name, plain(err)}
	}
	return nil
}

// Writable tells whether a file could be written by that name, before the work of
// making what is to stand in it. Its error is a FileError.
func Writable(name string) error {
	if name == Stdio {
		return nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return &FileError{name, errFolder}
	}
	dir := filepath.Dir(name)
	for {
		info, err := os.Stat(dir)
		switch {
		case err == nil && info.IsDir():
			return nil
		case err == nil:
			return &FileError{name, fmt.Errorf("%s is no folder", dir)}
		case !errors.Is(err, fs.ErrNotExist):
			return &FileError{name, plain(err)}
		}
		dir = filepath.Dir(dir)
	}
}

// WriteBytes puts bytes in the place of a file, as Replace does.
func WriteBytes(name string, b []byte) error {
	return Replace(name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}
