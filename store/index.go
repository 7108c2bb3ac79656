package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// indexFile is the name of a site's index, which package history/index makes.
const indexFile = "index.db"

// IndexPath is the address of the index of a site.
func (f Folder) IndexPath(site string) string { return f.b.Address(path.Join(site, indexFile)) }

// OpenIndex returns the path of the index of a site, as a file that other libraries can
// open: in a directory the file itself, in another backend a copy, which release removes.
// An error about a missing index matches fs.ErrNotExist.
func (f Folder) OpenIndex(site string) (file string, release func(), err error) {
	name := path.Join(site, indexFile)
	if d, ok := f.b.(directory); ok {
		r, err := openRegular(d.Address(name))
		if err != nil {
			return "", nil, &FileError{Name: d.Address(name), Err: reason(err)}
		}
		r.Close()
		return d.Address(name), func() {}, nil
	}
	if s, ok := f.b.(Shared); ok {
		return s.Local(name)
	}
	r, err := f.b.Open(name)
	if err != nil {
		return "", nil, err
	}
	defer r.Close()
	return copied(r)
}

func copied(r io.Reader) (file string, release func(), err error) {
	f, err := os.CreateTemp("", ".index.db")
	if err != nil {
		return "", nil, err
	}
	_, err = io.Copy(f, r)
	if err := errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name())
		return "", nil, err
	}
	return f.Name(), func() { _ = os.Remove(f.Name()) }, nil
}

// ScratchIndex creates an empty file for a new index: next to the index if possible, so
// that KeepIndex can move it there, else in the folder for temporary files. Cleanup removes
// what a killed process leaves next to the index.
func (f Folder) ScratchIndex(site string) (file string, err error) {
	if d, ok := f.b.(directory); ok {
		if t, err := os.CreateTemp(d.Address(site), "."+indexFile); err == nil {
			_ = t.Chmod(0o644) // as other files; best effort
			return t.Name(), t.Close()
		}
	}
	t, err := os.CreateTemp("", "."+indexFile)
	if err != nil {
		return "", err
	}
	return t.Name(), t.Close()
}

// KeepIndex makes a file of ScratchIndex the index of a site, in one step. Readers of the
// earlier index keep what they have opened. The error is a FileError.
func (f Folder) KeepIndex(site, scratch string) error {
	name := path.Join(site, indexFile)
	if s, ok := f.b.(Shared); ok {
		return asFileError(f.b.Address(name), s.KeepLocal(name, scratch))
	}
	d, ok := f.b.(directory)
	if !ok {
		b, err := os.ReadFile(scratch)
		if err == nil {
			err = f.b.Write(name, b)
		}
		return asFileError(f.b.Address(name), err)
	}
	if filepath.Dir(scratch) != filepath.Dir(d.Address(name)) {
		return &FileError{Name: d.Address(name), Err: fs.ErrPermission}
	}
	t, err := os.OpenFile(scratch, os.O_RDWR, 0)
	if err != nil {
		return asFileError(d.Address(name), err)
	}
	err = errors.Join(t.Sync(), t.Close())
	if err == nil {
		err = os.Rename(scratch, d.Address(name))
	}
	return asFileError(d.Address(name), err)
}
