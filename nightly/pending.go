package nightly

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/store"
)

// Notice is one message for people.
type Notice struct {
	// Report has the changes, nil for other messages; Snapshot is the file they are in.
	Report   *diff.Report
	Snapshot string
	// Repeated counts the changes that Report leaves out, because they were reported for
	// other domains of the site before.
	Repeated []Repeated
	// Text is a message about the job, such as the end of an outage or a damaged file.
	Text string
	// Trouble is why the run failed, if it is reported for the first time.
	Trouble error
}

// notify passes on all messages, and every report on disk that no earlier run has passed
// on: a killed run leaves such reports. It reports whether all were passed on.
func (r *run) notify(ctx context.Context, trouble error) (done bool, err error) {
	var notices []Notice
	for _, text := range r.result.Notices {
		notices = append(notices, Notice{Text: text})
	}
	if r.result.Notified {
		notices = append(notices, Notice{Trouble: trouble})
	}
	pending, err := r.pending()
	if err != nil {
		return false, err
	}
	notices = append(notices, pending...)
	if r.Notify == nil {
		return true, nil
	}
	for _, n := range notices {
		if ctx.Err() != nil {
			return false, nil
		}
		err = errors.Join(err, r.Notify(ctx, n))
	}
	return err == nil, err
}

// pending returns the reports that no run has passed on, oldest first. If no manifest says
// up to which snapshot reports were passed on, only the newest report may be pending.
func (r *run) pending() ([]Notice, error) {
	kept, err := r.Folder.Entries(r.site)
	if err != nil || len(kept) == 0 {
		return nil, err
	}
	first := len(kept) - 1
	if r.Repository != nil && len(r.history) == 0 && r.kept.File != kept[first].File {
		return nil, nil // an imported history is not news
	}
	if settled, ok := r.settled(); ok {
		first = slices.IndexFunc(kept, func(e store.Entry) bool { return e.Time.After(settled) })
	}
	var (
		list      []Notice
		snapshots []store.Entry
	)
	for i := max(1, first); i < len(kept) && first >= 0; i++ {
		if !r.Folder.HasSibling(kept[i], reportFile) {
			continue
		}
		report, err := r.reportOf(kept[i-1], kept[i])
		if err != nil {
			continue // a damaged snapshot is reported as such
		}
		if len(report.Changes) > 0 {
			list = append(list, Notice{Report: report, Snapshot: kept[i].Path})
			snapshots = append(snapshots, kept[i])
		}
	}
	if len(list) == 0 || len(r.others) == 0 {
		return list, nil
	}
	return list, r.leaveOutRepeated(list, snapshots, kept)
}

func (r *run) reportOf(before, e store.Entry) (*diff.Report, error) {
	if r.result.Report != nil && r.kept.File == e.File {
		return r.result.Report, nil
	}
	old, err := r.Folder.Read(before)
	if err != nil {
		return nil, err
	}
	new, err := r.Folder.Read(e)
	if err != nil {
		return nil, err
	}
	if r.Repository != nil {
		old, new = r.Repository.Prepare(old), r.Repository.Prepare(new)
	}
	return diff.Compare(old, new), nil
}

// settled returns the time of the newest snapshot whose report was passed on.
func (r *run) settled() (time.Time, bool) { return settled(r.history) }

func settled(history []*Manifest) (time.Time, bool) {
	for _, m := range history {
		if m.ReportsNotified {
			stamp, _, _ := strings.Cut(m.Snapshot, "-")
			at, err := store.ParseStamp(stamp)
			return at, err == nil
		}
	}
	return time.Time{}, false
}
