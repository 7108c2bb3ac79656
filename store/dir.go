package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// lockName is the name of the lock file in a directory.
const lockName = ".lock"

// Dir returns the data folder in a directory, which need not exist yet.
func Dir(dir string) Folder { return New(directory(dir)) }

// directory is a Backend on a file system.
type directory string

func (d directory) Address(name string) string {
	return filepath.Join(string(d), filepath.FromSlash(name))
}

// List follows links to folders and to regular files, and skips devices and pipes.
func (d directory) List(folder string) ([]File, error) {
	entries, err := os.ReadDir(d.Address(folder))
	if err != nil {
		return nil, err
	}
	var list []File
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode()&fs.ModeSymlink != 0 {
			info, err = os.Stat(filepath.Join(d.Address(folder), e.Name()))
		}
		if err == nil && (info.IsDir() || info.Mode().IsRegular()) {
			list = append(list, File{Name: e.Name(), Folder: info.IsDir(), Size: info.Size(), Changed: info.ModTime()})
		}
	}
	return list, nil
}

func (d directory) Open(name string) (io.ReadCloser, error) { return openRegular(d.Address(name)) }

func (d directory) Write(name string, b []byte) error {
	return atomicfile.WriteBytes(d.Address(name), b)
}

func (d directory) Replace(old, name string, b []byte) error {
	info, err := os.Stat(d.Address(old))
	if err != nil {
		return err
	}
	file := d.Address(name)
	if err := atomicfile.WriteBytes(file, b); err != nil {
		return err
	}
	_ = os.Chmod(file, info.Mode().Perm()) // best effort: not every file system has them
	_ = os.Chtimes(file, info.ModTime(), info.ModTime())
	syncDirectory(filepath.Dir(file))
	return os.Remove(d.Address(old))
}

// syncDirectory makes the names of new files durable before old files are removed: after a
// power failure there might be neither.
func syncDirectory(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

func (d directory) Rename(old, name string) error {
	file := d.Address(name)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.Rename(d.Address(old), file)
}

func (d directory) Remove(name string) error {
	err := os.Remove(d.Address(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Lock locks a file of the directory. Its content is informative; the lock is the system's.
func (d directory) Lock(h Holder) (unlock func(), err error) {
	if err := os.MkdirAll(string(d), 0o755); err != nil {
		return nil, &FileError{Name: string(d), Err: reason(err)}
	}
	name := d.Address(lockName)
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return nil, &FileError{Name: name, Err: errors.New("the lock is not a regular file; remove it")}
	}
	l := flock.New(name, flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow))
	got, err := l.TryLock()
	switch {
	case err != nil:
		return nil, &FileError{Name: name, Err: reason(err)}
	case !got:
		return nil, &LockedError{string(d), d.holder()}
	}
	if b, err := json.Marshal(h); err == nil {
		if f, err := os.OpenFile(name, os.O_WRONLY|os.O_TRUNC|noFollow, 0); err == nil {
			_, _ = f.Write(append(b, '\n'))
			f.Close()
		}
	}
	return func() { _ = l.Unlock() }, nil
}

// holder describes who holds the lock.
func (d directory) holder() string {
	f, err := openRegular(d.Address(lockName))
	if err != nil {
		return "holder unknown"
	}
	defer f.Close()
	var h Holder
	if json.NewDecoder(io.LimitReader(f, 1<<12)).Decode(&h) != nil || h.PID == 0 {
		return "holder unknown"
	}
	return fmt.Sprintf("process %d on %.100s, since %s", h.PID, h.Host, h.Since.Format(time.RFC3339))
}

// LockedError means that another process holds the lock of a data folder.
type LockedError struct {
	Dir    string
	Holder string
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("%s: another run uses this folder (%s); wait for it or stop it", e.Dir, e.Holder)
}
