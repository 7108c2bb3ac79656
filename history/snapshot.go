package history

import (
	"context"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Snapshot is one snapshot of a site, and how to read it.
type Snapshot struct {
	// Name identifies it in messages: 223@2026-06-13, or a file.
	Name  string
	Layer int
	Time  time.Time
	Load  func() (*model.Snapshot, error)
}

// Of lists the snapshots of a site in a data folder, oldest first.
func Of(f store.Folder, site string) ([]Snapshot, error) {
	kept, err := f.Entries(site)
	if err != nil {
		return nil, err
	}
	var list []Snapshot
	for _, e := range kept {
		list = append(list, Snapshot{Name: e.Name(), Layer: e.Layer, Time: e.Time,
			Load: func() (*model.Snapshot, error) { return f.Read(e) }})
	}
	return list, nil
}

// Step is a snapshot with what changed since the one before it.
type Step struct {
	Snapshot Snapshot
	New      *model.Snapshot
	// Old and Report are nil for the first snapshot.
	Old    *model.Snapshot
	Report *diff.Report
}

// Walk reads snapshots from the oldest to the newest. Those that cannot be read are left
// out; it returns their errors. It ends early with the error of visit or of the context.
func Walk(ctx context.Context, list []Snapshot, visit func(Step) error) (damaged []error, err error) {
	var old *model.Snapshot
	for _, s := range list {
		if err := ctx.Err(); err != nil {
			return damaged, err
		}
		now, err := s.Load()
		if err != nil {
			damaged = append(damaged, err)
			continue
		}
		step := Step{Snapshot: s, New: now, Old: old}
		if old != nil {
			step.Report = diff.Compare(old, now)
		}
		if err := visit(step); err != nil {
			return damaged, err
		}
		old = now
	}
	return damaged, nil
}
