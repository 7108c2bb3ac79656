package store

import (
	"path/filepath"
)

// Content returns the content of a file, whatever its form, byte for byte.
func Content(name string) ([]byte, error) {
	dir, base := filepath.Split(name)
	b, _, err := content(directory(dir), base)
	return b, err
}
