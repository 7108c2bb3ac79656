package store

import (
	"bufio"
	"time"

	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
	"github.com/klauspost/compress/gzip"

	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes a snapshot to a file, gzipped where its name ends in .gz. The file
// is whole, or what it was before; a snapshot that Read would refuse is refused. Its
// error is a FileError.
func Write(name string, s *model.Snapshot) error {
	if err := s.Validate(); err != nil {
		return &FileError{name, err}
	}
	return Replace(name, func(w io.Writer) error { return encode(w, s, strings.HasSuffix(name, ".gz")) })
}

func encode(w io.Writer, s *model.Snapshot, gzipped bool) error {
	if !gzipped {
		return model.Encode(w, s)
	}
	z := gzip.NewWriter(w)
	z.ModTime = time.Unix(0, 0) // no time, no name: the same snapshot gives the same bytes
	if err := model.Encode(z, s); err != nil {
		return err
	}
	return z.Close()
}

// WriteBytes puts bytes in the place of a file, as Replace does.
func WriteBytes(name string, b []byte) error {
	return Replace(name, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
}

// Replace puts what write writes in the place of a file, in one step, making the
// folders above it where they are missing. A link stays one; a device or a pipe is
// written to, not replaced. Its error is a FileError.
func Replace(name string, write func(io.Writer) error) error {
	target, err := target(name)
	if err != nil {
		return &FileError{name, Plain(err)}
	}
	info, err := os.Stat(target)
	if err == nil && !info.Mode().IsRegular() {
		return intoDevice(target, write)
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return &FileError{name, Plain(err)}
	}
	f, err := renameio.NewPendingFile(target, renameio.WithTempDir(filepath.Dir(target)),
		renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return &FileError{name, Plain(err)}
	}
	defer f.Cleanup()
	if err := through(f, write); err != nil {
		var own *fs.PathError
		if errors.As(err, &own) && own.Path == f.Name() {
			err = own.Err
		}
		return &FileError{name, err}
	}
	if err := f.CloseAtomicallyReplace(); err != nil {
		return &FileError{name, Plain(err)}
	}
	return nil
}

func through(f io.Writer, write func(io.Writer) error) error {
	w := bufio.NewWriterSize(f, 1<<16)
	if err := write(w); err != nil {
		return err
	}
	return w.Flush()
}

func intoDevice(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return &FileError{name, Plain(err)}
	}
	defer f.Close()
	if err := through(f, write); err != nil {
		return &FileError{name, err}
	}
	return nil
}

// target is the file that a name means: the end of its links. A folder is none.
func target(name string) (string, error) {
	if name == "" {
		return "", errors.New("a file has a name")
	}
	if os.IsPathSeparator(name[len(name)-1]) {
		return "", errFolder
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return "", errFolder
	case err == nil:
		return filepath.EvalSymlinks(name)
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	if link, err := os.Readlink(name); err == nil {
		return "", fmt.Errorf("a link to %s, which is not there", link)
	}
	return name, nil
}

// Writable tells whether a file could be written by that name, before the work of
// making what is to stand in it. Its error is a FileError.
func Writable(name string) error {
	if name == Stdio {
		return nil
	}
	target, err := target(name)
	if err != nil {
		return &FileError{name, Plain(err)}
	}
	if info, err := os.Stat(target); err == nil && !info.Mode().IsRegular() {
		return nil
	}
	if err := roomFor(target); err != nil {
		return &FileError{name, Plain(err)}
	}
	return nil
}

// roomFor tries whether the nearest folder above a file that is there takes files.
func roomFor(name string) error {
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		// A link that leads nowhere is there; only what is not there is passed over.
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			continue
		}
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return fmt.Errorf("%s is no folder", dir)
		}
		f, err := os.CreateTemp(dir, ".tlcrawl")
		if err != nil {
			return err
		}
		f.Close()
		return os.Remove(f.Name())
	}
}
