// Package store keeps snapshots on disk.
//
// It is for finding, reading and writing them: plain, gzipped, or packed as what
// differs from the next newer one. It is not for saying what is in them (package
// model) or how two differ (package diff).
//
// It promises that a file is written whole or not at all, and that an earlier file
// stays as it was until the new one is safe.
package store

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// Stdio is the name that stands for standard input and standard output.
const Stdio = "-"

// FileError says which file could not be read or written, and why.
type FileError = atomicfile.Error

// Read reads the snapshot in a file: plain, gzipped or packed. Its errors are
// FileErrors.
func Read(name string) (*model.Snapshot, error) {
	s, err := read(name)
	if err != nil {
		return nil, &FileError{Name: name, Err: reason(err)}
	}
	return s, nil
}

func read(name string) (*model.Snapshot, error) {
	f, err := openKept(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := bufio.NewReader(f)
	if _, packed := baseOf(r); !packed {
		return Decode(r)
	}
	b, _, err := unpack(f.Name(), r)
	if err != nil {
		return nil, err
	}
	return decode(bufio.NewReader(bytes.NewReader(b)))
}

// openKept opens a file to read. A snapshot that was packed after somebody learned its
// name is found under its new one.
func openKept(name string) (*os.File, error) {
	f, err := open(name)
	stem, gzipped := strings.CutSuffix(name, gzippedEnding)
	if _, _, kept := parseName(filepath.Base(name)); errors.Is(err, fs.ErrNotExist) && gzipped && kept {
		if packed, err := open(stem + packedEnding); err == nil {
			return packed, nil
		}
	}
	return f, err
}

// open opens a file to read; a folder is none.
func open(name string) (*os.File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = atomicfile.ErrFolder
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Decode reads a snapshot, or what may stand in its place: a .tl file, /schema/json, a
// file of getdoc. Each may be compressed by gzip or zstd: the first bytes tell.
func Decode(r io.Reader) (*model.Snapshot, error) {
	buffered := bufio.NewReader(r)
	if _, packed := baseOf(buffered); packed {
		return nil, errNotAlone
	}
	plain, err := inflate(buffered)
	if err != nil {
		return nil, err
	}
	return decode(plain)
}

// inflate undoes gzip or zstd, if the first bytes are those of either.
func inflate(r *bufio.Reader) (*bufio.Reader, error) {
	magic, _ := r.Peek(4)
	switch {
	case bytes.HasPrefix(magic, []byte("\x1f\x8b")):
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		return bufio.NewReader(z), nil
	case isZstd(magic):
		b, err := unzstd(r, nil, nil)
		if err != nil && err != errTooLarge {
			err = fmt.Errorf("it is truncated or damaged: %v", err)
		}
		if err != nil {
			return nil, err
		}
		return bufio.NewReader(bytes.NewReader(b)), nil
	}
	return r, nil
}

// reason is the cause of an error in reading a file: without the name, which the
// FileError has, and in words where the compression is at fault.
func reason(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fmt.Errorf("it is truncated or damaged: %w", err)
	}
	return atomicfile.Reason(err)
}
