package latest

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
)

// errNone says that a snapshot has nothing for a file.
var errNone = errors.New("nothing for this file")

// Update brings the files of a site up to date with its newest snapshot that can be read.
// A site without one keeps what it has. Only the holder of the folder's lock may call it.
func Update(f store.Folder, site string) error {
	e, s, _, err := f.Newest(site)
	if err != nil || s == nil {
		return err
	}
	return Write(f, e, s)
}

// Write does as Update does for a caller that has read the newest snapshot already. It
// writes as many of the files as it can. Its errors are store.FileErrors.
func Write(f store.Folder, e store.Entry, s *model.Snapshot) error {
	var failed error
	for _, file := range []struct {
		name  string
		print func(io.Writer) error
	}{
		{"snapshot.json", func(w io.Writer) error { return model.Encode(w, s) }},
		{"api.tl", func(w io.Writer) error { return writeSchema(w, s) }},
		{"errors.json", func(w io.Writer) error { return writeErrors(w, s) }},
		{"report.md", func(w io.Writer) error { return writeReport(w, f, e, s) }},
	} {
		var b bytes.Buffer
		err := file.print(&b)
		switch {
		case errors.Is(err, errNone):
			err = f.RemoveLatest(e.Site, file.name)
		case err != nil:
			err = fmt.Errorf("latest/%s: %w", file.name, err)
		default:
			err = f.WriteLatest(e.Site, file.name, b.Bytes())
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

func writeSchema(w io.Writer, s *model.Snapshot) error {
	err := schema.Write(w, s, schema.Options{SkipBase: true})
	if errors.Is(err, schema.ErrNoSchema) {
		return errNone
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
		return errNone
	}
	return export.Official(w, t)
}
