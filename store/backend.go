package store

import (
	"io"
	"time"
)

// Backend stores the files of a data folder under names with slashes. Errors about a
// missing file match fs.ErrNotExist.
type Backend interface {
	// Address is the path or URL of a name, for messages.
	Address(name string) string
	// List returns the contents of a folder, without those of its subfolders; "" is the
	// root.
	List(folder string) ([]File, error)
	// Open opens a file for reading.
	Open(name string) (io.ReadCloser, error)
	// Write replaces a file atomically.
	Write(name string, b []byte) error
	// Replace writes a file and then removes the one that it replaces, whose permissions
	// and time it keeps if the backend has them. At least one of them exists at any time.
	Replace(old, name string, b []byte) error
	// Rename moves a file atomically.
	Rename(old, name string) error
	// Remove removes a file; a missing one is not an error.
	Remove(name string) error
	// Lock locks the folder for this process until unlock is called or the process ends. If
	// another process holds it, the error is a *LockedError.
	Lock(Holder) (unlock func(), err error)
}

// File is an item in the list of a folder.
type File struct {
	// Name is the last element of the file's name.
	Name   string
	Folder bool
	// Size in bytes and Changed, the time of the last change, indicate that a file was
	// replaced. They are zero if the backend does not know them.
	Size    int64
	Changed time.Time
}

// Holder describes who holds the lock of a data folder.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}
