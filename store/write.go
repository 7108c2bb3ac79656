package store

import (
	"bytes"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes a snapshot to a file atomically, gzipped if its name ends in .gz. It rejects
// what Read would reject; the file stays as it is then. Its error is a FileError.
func Write(name string, s *model.Snapshot) error {
	return atomicfile.Write(name, func(w io.Writer) error {
		if strings.HasSuffix(name, ".gz") {
			return encodeGzip(w, s)
		}
		return model.Encode(w, s)
	})
}

// encode returns the gzipped bytes of a snapshot that decode accepts.
func encode(s *model.Snapshot) ([]byte, error) {
	var b bytes.Buffer
	err := encodeGzip(&b, s)
	return b.Bytes(), err
}

func encodeGzip(w io.Writer, s *model.Snapshot) error {
	z := gzip.NewWriter(w)
	z.ModTime = time.Unix(0, 0) // no time and name, so that equal snapshots give equal bytes
	if err := model.Encode(z, s); err != nil {
		return err
	}
	return z.Close()
}
