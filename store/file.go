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
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"

	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
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
		return nil, &FileError{name, Plain(err)}
	}
	defer f.Close()
	s, err := Decode(f)
	if err != nil {
		return nil, &FileError{name, Plain(err)}
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

// Decode reads a snapshot, or what may stand in its place: a .tl file, /schema/json, a
// file of getdoc. Each may be gzipped: the first
// bytes tell.
func Decode(r io.Reader) (*model.Snapshot, error) {
	buffered := bufio.NewReader(r)
	magic, _ := buffered.Peek(2)
	if !bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		return decode(buffered)
	}
	z, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, err
	}
	return decode(bufio.NewReader(z))
}

func decode(r *bufio.Reader) (*model.Snapshot, error) {
	start, _ := r.Peek(1024)
	switch {
	case fromSite.Match(start):
		return schema.ReadJSON(io.LimitReader(r, model.MaxSize))
	case fromGetdoc.Match(start):
		return getdoc.Read(io.LimitReader(r, model.MaxSize))
	case looksLikeSchema(start):
		return schema.Read(io.LimitReader(r, model.MaxSize))
	default:
		return model.Decode(r)
	}
}

// How files begin that are no snapshots: where a snapshot has objects, /schema/json has
// lists; only getdoc's begin with an index.
var (
	fromSite   = regexp.MustCompile(`^\s*\{\s*"(constructors|methods)"\s*:\s*\[`)
	fromGetdoc = regexp.MustCompile(`^\s*\{\s*"index"\s*:`)
)

// looksLikeSchema tells a .tl file from JSON and everything else: it begins with a
// comment, with ---types--- or ---functions---, or with a line like NAME#ID ... = TYPE,
// which may be a broken one.
func looksLikeSchema(start []byte) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(start, " \t\r\n\ufeff"), []byte("\n"))
	switch {
	case bytes.HasPrefix(line, []byte("{")):
		return false
	case bytes.HasPrefix(line, []byte("//")), bytes.HasPrefix(line, []byte("---")):
		return true
	}
	_, err := model.ParseCombinator(string(line))
	return err == nil || bytes.Contains(line, []byte("#")) && bytes.Contains(line, []byte(" = "))
}

// Plain takes the name and the call out of an error of package os: the name stands
// in the FileError.
func Plain(err error) error {
	var (
		path    *fs.PathError
		link    *os.LinkError
		corrupt flate.CorruptInputError
	)
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fmt.Errorf("it is cut or damaged: %w", err)
	}
	return err
}
