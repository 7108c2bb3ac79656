package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Error says which file could not be read or written, and why.
type Error struct {
	// Name is the name of the file as the caller gave it.
	Name string
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Reason removes the file name and the system call from an error of package os, for an
// Error that names the file already.
func Reason(err error) error {
	var (
		path *fs.PathError
		link *os.LinkError
	)
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
