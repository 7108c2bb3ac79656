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
	// List returns what a folder holds, without what its subfolders hold; "" is the root.
	List(folder string) ([]File, error)
	// Open opens a file for reading.
	Open(name string) (io.ReadCloser, error)
	// Write replaces a file in one step.
	Write(name string, b []byte) error
	// Replace writes a file and then removes the one that it replaces, whose permissions
	// and time it keeps where the backend has such. At least one of them exists throughout.
	Replace(old, name string, b []byte) error
	// Rename moves a file in one step.
	Rename(old, name string) error
	// Remove removes a file; a missing one is no error.
	Remove(name string) error
	// Lock gives the folder to this process until unlock is called or the process ends.
	// If another process holds it, the error is a *LockedError.
	Lock(Holder) (unlock func(), err error)
}

// File is an item in the list of a folder.
type File struct {
	// Name is the last element of the file's name.
	Name   string
	Folder bool
	// Size in bytes and Changed, the time of the last change, show that a file was
	// replaced. They are zero where the backend does not know them.
	Size    int64
	Changed time.Time
}

// Holder says who holds the lock of a data folder.
type Holder struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}
