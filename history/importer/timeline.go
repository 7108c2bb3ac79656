package importer

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// timeline inserts snapshots into those that a folder has of a site. It writes in the
// background, in no order: what a killed run has not written, the next one inserts.
type timeline struct {
	folder  store.Folder
	dryRun  bool
	entries []store.Entry      // oldest first
	there   map[time.Time]bool // before the run
	last    store.Entry        // whose snapshot is read is in memory
	read    *model.Snapshot
	damaged []error

	slots  chan struct{} // one for each write at a time
	writes sync.WaitGroup
	mu     sync.Mutex
	failed error // of the first write that failed; after it there is none
}

// writers is how many snapshots are encoded and written at once.
const writers = 2

func newTimeline(folder store.Folder, site string, dryRun bool) (*timeline, error) {
	t := &timeline{folder: folder, dryRun: dryRun, there: map[time.Time]bool{}, slots: make(chan struct{}, writers)}
	var err error
	if t.entries, err = folder.Entries(site); err != nil {
		return nil, err
	}
	for _, e := range t.entries {
		t.there[e.Time] = true
	}
	return t, nil
}

// wait waits until everything that was inserted is stored.
func (t *timeline) wait() error {
	t.writes.Wait()
	return t.failure()
}

func (t *timeline) failure() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

// write runs a write in the background. It returns the error of an earlier one.
func (t *timeline) write(do func() error) error {
	if err := t.failure(); err != nil {
		return err
	}
	t.slots <- struct{}{}
	t.writes.Go(func() {
		defer func() { <-t.slots }()
		if err := do(); err != nil {
			t.mu.Lock()
			defer t.mu.Unlock()
			t.failed = cmp.Or(t.failed, err)
		}
	})
	return nil
}

// present reports whether the folder had a snapshot of a time.
func (t *timeline) present(at time.Time) bool { return t.there[at] }

// after is the index of the first entry that is not before a time.
func (t *timeline) after(at time.Time) int {
	i, _ := slices.BinarySearchFunc(t.entries, at, func(e store.Entry, at time.Time) int { return e.Time.Compare(at) })
	return i
}

// before is the newest snapshot before a time that can be read; nil where there is none.
func (t *timeline) before(at time.Time) (store.Entry, *model.Snapshot, error) {
	for i := t.after(at) - 1; i >= 0; i-- {
		e := t.entries[i]
		if t.read != nil && t.last.File == e.File {
			return e, t.read, nil
		}
		s, err := t.folder.Read(e)
		if err == nil {
			t.last, t.read = e, s
			return e, s, nil
		}
		t.damaged = append(t.damaged, err)
		t.entries = slices.Delete(t.entries, i, i+1)
	}
	return store.Entry{}, nil, nil
}

// insert stores a snapshot. The reports of the one that comes to follow it are removed
// first: they tell what changed since another one, and reports writes new ones.
func (t *timeline) insert(e store.Entry, s *model.Snapshot, r *diff.Report) error {
	i := t.after(e.Time)
	t.entries = slices.Insert(t.entries, i, e)
	t.last, t.read = e, s
	if t.dryRun {
		return nil
	}
	var next []store.Entry
	if i+1 < len(t.entries) {
		next = t.entries[i+1 : i+2 : i+2]
	}
	next = slices.Clone(next)
	return t.write(func() error {
		for _, n := range next {
			for _, form := range report.Stored {
				if err := t.folder.RemoveSibling(n, form.Name); err != nil {
					return err
				}
			}
		}
		if r != nil {
			if err := t.writeReports(e, r); err != nil {
				return err
			}
		}
		return t.folder.Write(e, s)
	})
}

func (t *timeline) writeReports(e store.Entry, r *diff.Report) error {
	return report.PrintStored(r, func(name string, b []byte) error { return t.folder.WriteSibling(e, name, b) })
}

// reports writes the reports of snapshots that follow an imported one and have none, as
// insert or a killed run left them.
func (t *timeline) reports(imported func(store.Entry) bool) error {
	for i := 1; i < len(t.entries); i++ {
		old, now := t.entries[i-1], t.entries[i]
		if !imported(old) || t.folder.HasSibling(now, report.Stored[len(report.Stored)-1].Name) {
			continue
		}
		was, err := t.folder.Read(old)
		if err == nil {
			var is *model.Snapshot
			if is, err = t.folder.Read(now); err == nil {
				err = t.writeReports(now, diff.Compare(was, is))
				if err != nil {
					return err
				}
				continue
			}
		}
		t.damaged = append(t.damaged, err)
	}
	return nil
}
