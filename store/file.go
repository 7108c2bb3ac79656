package store

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// Stdio is the name for standard input or standard output.
const Stdio = "-"

// FileError says which file could not be read or written, and why.
type FileError = atomicfile.Error

// Read reads the snapshot in a file: plain, gzipped or delta-compressed. Its errors are
// FileErrors.
func Read(name string) (*model.Snapshot, error) {
	s, err := read(name)
	if err != nil {
		return nil, &FileError{Name: name, Err: reason(err)}
	}
	return s, nil
}

// read reads a pipe or a device directly; a file may need another one next to it.
func read(name string) (*model.Snapshot, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return Decode(f)
	}
	dir, base := filepath.Split(name)
	return readIn(directory(dir), base)
}

// readIn reads the snapshot of that name in a backend.
func readIn(b Backend, name string) (*model.Snapshot, error) {
	f, err := openEither(b, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	if _, delta := baseOf(r); !delta {
		return Decode(r)
	}
	plain, _, err := undelta(b, f.name, r)
	if err != nil {
		return nil, err
	}
	return decode(readerOf(plain))
}

// regular rejects anything but a regular file.
func regular(f *os.File, err error) (*os.File, error) {
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.IsDir():
		err = atomicfile.ErrFolder
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("is not a regular file")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// reason returns the cause of an error in reading a file: without the name, which the
// FileError has, and explained for compression errors.
func reason(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fmt.Errorf("it is truncated or damaged: %w", err)
	}
	return atomicfile.Reason(err)
}
