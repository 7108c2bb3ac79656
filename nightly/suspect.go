package nightly

import (
	"path/filepath"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// suspectFile is where the last snapshot lies that was not believed.
func (r *run) suspectFile() string { return filepath.Join(r.Dir, r.site, "suspect.json.gz") }

// putAside keeps a snapshot that is not believed where it is no newest one.
func (r *run) putAside(s *model.Snapshot) error {
	if err := store.Write(r.suspectFile(), s); err != nil {
		return err
	}
	return &SuspectError{r.suspectFile(), r.result.Alarms}
}

// accept makes the snapshot that was put aside the newest one.
func (r *run) accept(old *model.Snapshot) error {
	s, err := store.Read(r.suspectFile())
	if err != nil {
		return err
	}
	r.result.Layers = layers(s)
	if old == nil {
		r.result.Outcome = First
		return r.keep(s, nil)
	}
	return r.compare(old, s)
}
