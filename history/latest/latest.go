package latest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

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
	report := func(w io.Writer, s *model.Snapshot) error { return writeReport(w, f, e, s) }
	for _, file := range append(slices.Clone(Documents), Document{"report.md", report}) {
		var b bytes.Buffer
		err := file.Print(&b, s)
		switch {
		case errors.Is(err, ErrNothing):
			err = f.RemoveLatest(e.Site, file.Name)
		case err != nil:
			err = fmt.Errorf("latest/%s: %w", file.Name, err)
		default:
			err = f.WriteLatest(e.Site, file.Name, b.Bytes())
		}
		failed = errors.Join(failed, err)
	}
	return failed
}
