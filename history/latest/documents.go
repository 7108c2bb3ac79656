package latest

import (
	"errors"
	"io"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
)

// Document is a file that is made of one snapshot.
type Document struct {
	Name string
	// Print fails with ErrNothing if the snapshot has nothing for the file.
	Print func(io.Writer, *model.Snapshot) error
}

// Documents are the files that hold a snapshot, its schema and its errors.
var Documents = []Document{{"snapshot.json", model.Encode}, {"api.tl", writeSchema}, {"errors.json", writeErrors}}

// ErrNothing says that a snapshot has nothing for a file.
var ErrNothing = errors.New("nothing for this file")

func writeSchema(w io.Writer, s *model.Snapshot) error {
	err := schema.Write(w, s, schema.Options{SkipBase: true})
	if errors.Is(err, schema.ErrNoSchema) {
		return ErrNothing
	}
	return err
}

// writeErrors writes one shape for every snapshot, whatever its sources: programs read it.
func writeErrors(w io.Writer, s *model.Snapshot) error {
	t, err := export.New(s, export.Options{})
	if err != nil {
		return err
	}
	if len(t.Errors) == 0 {
		return ErrNothing
	}
	return export.Official(w, t)
}
