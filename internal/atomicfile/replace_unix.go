//go:build !windows

package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// replace replaces a regular file, or creates it.
func replace(target string, write func(io.Writer) error) error {
	f, err := renameio.NewPendingFile(target, renameio.WithTempDir(filepath.Dir(target)),
		renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return Reason(err)
	}
	defer f.Cleanup() //nolint:errcheck // does nothing after CloseAtomicallyReplace
	if err := buffered(f, write); err != nil {
		var own *fs.PathError
		if errors.As(err, &own) && own.Path == f.Name() {
			err = own.Err
		}
		return err
	}
	return Reason(f.CloseAtomicallyReplace())
}
