//go:build !unix

package store

import (
	"os"
)

const noFollow = 0

// openRegular opens a file for reading. It rejects folders.
func openRegular(name string) (*os.File, error) { return regular(os.Open(name)) }
