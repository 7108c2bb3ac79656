package nightly

import (
	"context"
	"errors"
	"path"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/sanity"
	"github.com/tlcrawl/tlcrawl/store"
)

// Run runs the job once. It returns a Result and an error if the run was not good: a
// QuarantineError, or the error of the crawl. The Result is nil only if no run began, as
// with a store.LockedError.
func Run(ctx context.Context, o Options) (*Result, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	site, err := store.SiteName(o.Source)
	if err != nil {
		return nil, err
	}
	started := o.Now().UTC()
	unlock, err := o.Folder.Lock(started)
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := &run{Options: o, site: site, started: started}
	if r.others, err = o.others(site); err != nil {
		return nil, err
	}
	if o.AcceptQuarantined {
		if _, err := o.Folder.Quarantined(site); err != nil {
			return nil, err
		}
	}
	r.result.Manifest = &Manifest{Version: o.Version, Source: o.Source, Started: started.Truncate(time.Second)}
	if o.Repository != nil {
		r.result.Upstream = o.Repository.Name
	}
	if r.history, err = Manifests(o.Folder, site); err != nil {
		return nil, err
	}
	if err := o.Folder.Cleanup(site); err != nil {
		return nil, err
	}
	return r.finish(ctx, r.work(ctx))
}

// run is a run in progress.
type run struct {
	Options
	site    string
	others  []string // the other domains
	started time.Time
	history []*Manifest // of earlier runs, newest first
	kept    store.Entry // files stored by this run
	newest  store.Entry // the newest snapshot that can be read, and its contents
	current *model.Snapshot
	result  Result
}

// work gets a snapshot, and stores it if it is plausible and new.
func (r *run) work(ctx context.Context) error {
	newest, old, damaged, err := r.Folder.Newest(r.site)
	if err != nil {
		return err
	}
	for _, err := range damaged {
		r.result.Damaged = append(r.result.Damaged, err.Error())
	}
	if old != nil {
		r.newest, r.current = newest, old
		r.result.Snapshot = path.Base(newest.File)
	}
	if r.AcceptQuarantined {
		return r.accept(old)
	}
	c, err := r.Crawl(ctx)
	if c != nil {
		r.result.Traffic, r.result.Pages, r.result.Undocumented = c.Traffic, c.Pages, c.Undocumented
	}
	if err != nil {
		return err
	}
	r.result.Validators = c.Validators
	if c.Snapshot == nil {
		return r.unchanged(old)
	}
	r.result.Layers = layers(c.Snapshot)
	if old == nil {
		r.result.Outcome = First
		return r.keep(c.Snapshot, nil)
	}
	if r.Repository != nil {
		return r.repository(old, c.Snapshot)
	}
	if r.result.Reasons = sanity.Implausible(old, c.Snapshot, r.baseline(), r.Kinds); len(r.result.Reasons) > 0 {
		return r.quarantine(c.Snapshot)
	}
	r.carryOver(old, c.Snapshot)
	return r.compare(old, c.Snapshot)
}

// unchanged is the rest of a run whose source is the same as in the last good one.
func (r *run) unchanged(old *model.Snapshot) error {
	if old == nil {
		return errors.New("the source has not changed, but the snapshot of it is gone; the next run downloads it again")
	}
	r.result.Layers, r.result.Outcome = layers(old), Unchanged
	return nil
}

// remembered is the number of good runs that the sanity checks compare with.
const remembered = 10

// baseline is the best count of each feature in the last good runs, up to one that
// accepted a quarantined snapshot.
func (r *run) baseline() map[string]int {
	best := map[string]int{}
	n := 0
	for _, m := range r.history {
		if !m.Outcome.Good() || len(m.Features) == 0 {
			continue
		}
		for name, count := range m.Features {
			best[name] = max(best[name], count)
		}
		if n++; n == remembered || m.Accepted {
			break
		}
	}
	return best
}

// compare stores the new snapshot if anything changed, or if it has pages, an error table
// or other schemas that the old one does not have.
func (r *run) compare(old, new *model.Snapshot) error {
	report := diff.Compare(old, new)
	if !r.result.Accepted && r.Repository == nil {
		if r.result.Reasons = sanity.MassChanges(old, report); len(r.result.Reasons) > 0 {
			return r.quarantine(new)
		}
	}
	r.result.Features = sanity.Counts(new)
	switch {
	case len(report.Changes) > 0:
		r.result.Outcome, r.result.Report, r.result.Changes = Changed, report, report.Summary.Levels
		return r.keep(new, report)
	case sanity.HasMore(old, new):
		r.result.Outcome = Unchanged
		return r.keep(new, nil)
	default:
		r.result.Outcome = Unchanged
		return nil
	}
}

// keep writes the reports, then the snapshot, which makes it the newest.
func (r *run) keep(s *model.Snapshot, report *diff.Report) error {
	e, err := r.Folder.Next(s, r.result.Started)
	if err != nil {
		return err
	}
	if report != nil {
		if err := r.writeReports(e, report); err != nil {
			return err
		}
	}
	if err := r.Folder.Write(e, s); err != nil {
		return err
	}
	r.kept, r.result.Features = e, sanity.Counts(s)
	r.newest, r.current = e, s
	r.result.Snapshot = path.Base(e.File)
	r.result.Files = append([]string{e.Path}, r.result.Files...)
	return nil
}

func (r *run) writeReports(e store.Entry, changes *diff.Report) error {
	return report.PrintStored(changes, func(name string, b []byte) error {
		if err := r.Folder.WriteSibling(e, name, b); err != nil {
			return err
		}
		r.result.Files = append(r.result.Files, e.SiblingPath(name))
		return nil
	})
}

// writeLatest brings the plain files of the newest snapshot up to date: a killed run may
// have left them outdated. If they cannot be written, the run is still good, and every run
// reports it until they can.
func (r *run) writeLatest() error {
	if r.current == nil || r.result.Outcome == Interrupted {
		return nil
	}
	return latest.Write(r.Folder, r.newest, r.current)
}

// finish decides what to report and passes it on; only then does it write the manifest,
// prune and compress: a run that is killed before leaves the message to the next one.
func (r *run) finish(ctx context.Context, err error) (*Result, error) {
	m := r.result.Manifest
	if err != nil {
		m.Error = err.Error()
		m.Changes, m.Features, m.Missing, m.Validators, r.result.Report, r.result.Files = nil, nil, nil, nil, nil, nil
		var quarantine *QuarantineError
		switch {
		case errors.Is(err, context.Canceled):
			m.Outcome = Interrupted
		case errors.As(err, &quarantine):
			m.Outcome = Quarantined
		default:
			m.Outcome = Failed
		}
	}
	m.Finished = r.Now().UTC().Truncate(time.Second)
	m.Seconds = r.Now().Sub(r.started).Round(time.Millisecond).Seconds()
	r.decide(err)
	r.remark()
	done, notifyErr := r.notify(ctx, err)
	m.ReportsNotified = done
	if notifyErr != nil {
		m.Notified = false
	}
	var cleared error
	if m.Outcome.Good() {
		cleared = r.Folder.ClearQuarantine(r.site) // the quarantine is over
	}
	err = errors.Join(err, notifyErr, cleared, m.write(r.Folder, r.site), r.writeLatest(), r.prune(), r.compress())
	r.result.IndexError = r.extendIndex(ctx)
	if r.Metrics != "" {
		err = errors.Join(err, r.writeMetrics())
	}
	return &r.result, oneLine(err)
}

// joined prints several errors in one line.
type joined struct{ error }

func (j joined) Error() string { return strings.ReplaceAll(j.error.Error(), "\n", "; ") }

func (j joined) Unwrap() error { return j.error }

func oneLine(err error) error {
	if err == nil {
		return nil
	}
	return joined{err}
}
