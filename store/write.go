package store

import (
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
)

// Write writes a snapshot to a file, gzipped where its name ends in .gz. The file
// is whole, or what it was before; a snapshot that Read would refuse is refused. Its
// error is a FileError.
func Write(name string, s *model.Snapshot) error {
	if err := s.Validate(); err != nil {
		return &FileError{Name: name, Err: err}
	}
	return atomicfile.Write(name, func(w io.Writer) error { return encode(w, s, strings.HasSuffix(name, ".gz")) })
}

func encode(w io.Writer, s *model.Snapshot, gzipped bool) error {
	if !gzipped {
		return model.Encode(w, s)
	}
	z := gzip.NewWriter(w)
	z.ModTime = time.Unix(0, 0) // no time, no name: the same snapshot gives the same bytes
	if err := model.Encode(z, s); err != nil {
		return err
	}
	return z.Close()
}
