package store

import (
	"bytes"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes a snapshot to a file atomically, gzipped if its name ends in .gz. It rejects
// what Read would reject, before the file is touched. Its error is a FileError.
func Write(name string, s *model.Snapshot) error {
	b, err := encode(s, strings.HasSuffix(name, ".gz"))
	if err != nil {
		return &FileError{Name: name, Err: err}
	}
	return atomicfile.WriteBytes(name, b)
}

// encode returns the bytes of a snapshot that decode accepts.
func encode(s *model.Snapshot, gzipped bool) ([]byte, error) {
	plain, err := model.Marshal(s)
	if err != nil || !gzipped {
		return plain, err
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.ModTime = time.Unix(0, 0) // no time and name, so that equal snapshots give equal bytes
	if _, err := z.Write(plain); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
