package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrFolder is the cause if a folder is given instead of a file.
var ErrFolder = errors.New("is a folder, not a file")

// Writable reports whether Write could write a file of that name, before the work that
// produces its content. It changes nothing. The error is an *Error.
func Writable(name string) error {
	target, err := resolve(name)
	if err != nil {
		return &Error{name, Reason(err)}
	}
	if info, err := os.Stat(target); err == nil && !info.Mode().IsRegular() {
		return nil
	}
	if err := tryParent(target); err != nil {
		return &Error{name, Reason(err)}
	}
	return nil
}

// resolve follows links to the file to be written. It rejects a folder.
func resolve(name string) (string, error) {
	if name == "" {
		return "", errors.New("empty file name")
	}
	if os.IsPathSeparator(name[len(name)-1]) {
		return "", ErrFolder
	}
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return "", ErrFolder
	case err == nil:
		return filepath.EvalSymlinks(name)
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	if link, err := os.Readlink(name); err == nil {
		return "", fmt.Errorf("a link to %s, which does not exist", link)
	}
	return name, nil
}

// tryParent creates and removes a file in the nearest existing folder above a file.
func tryParent(name string) error {
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		// Lstat, not Stat: a dangling link exists, and MkdirAll would fail on it.
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) && dir != filepath.Dir(dir) {
			continue
		}
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return fmt.Errorf("%s is a file, not a folder", dir)
		}
		f, err := os.CreateTemp(dir, ".tlcrawl")
		if err != nil {
			return err
		}
		f.Close()
		return os.Remove(f.Name())
	}
}
