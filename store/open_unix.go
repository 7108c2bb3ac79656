//go:build unix

package store

import (
	"os"
	"syscall"
)

// noFollow opens no link and does not wait for the other end of a pipe.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// openRegular opens a file for reading. It rejects folders, and never waits for a pipe.
func openRegular(name string) (*os.File, error) {
	return regular(os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0))
}
