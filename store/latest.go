package store

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
)

// latestFolder is the folder of a site with the plain files of its newest snapshot.
const latestFolder = "latest"

// WriteLatest stores a file about the newest snapshot of a site as SITE/latest/NAME. A file
// with equal content is not written again. Its error is a FileError.
func (f Folder) WriteLatest(site, name string, b []byte) error {
	file := latestName(site, name)
	if s, ok := f.b.(Shared); ok {
		if same, err := s.Equal(file, b); err != nil || same {
			return asFileError(f.b.Address(file), err)
		}
		return asFileError(f.b.Address(file), f.b.Write(file, b))
	}
	if r, err := f.b.Open(file); err == nil {
		old, err := io.ReadAll(io.LimitReader(r, int64(len(b))+1))
		r.Close()
		if err == nil && bytes.Equal(old, b) {
			return nil
		}
	}
	return asFileError(f.b.Address(file), f.b.Write(file, b))
}

// RemoveLatest removes SITE/latest/NAME; a missing file is not an error.
func (f Folder) RemoveLatest(site, name string) error {
	file := latestName(site, name)
	if _, err := f.b.List(path.Dir(file)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return asFileError(f.b.Address(file), f.b.Remove(file))
}

func latestName(site, name string) string { return path.Join(site, latestFolder, name) }
