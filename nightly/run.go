package nightly

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// Crawl is what a run is told to do to get a snapshot, and what it cost.
type Crawl func(context.Context) (*Catch, error)

// Catch is what a crawl brought home. Where the crawl failed, only Traffic counts.
type Catch struct {
	Snapshot            *model.Snapshot
	Pages, Undocumented int
	Traffic             Traffic
}

// Options say what a run is to do. Dir, Source and Crawl are needed.
type Options struct {
	// Dir is the data folder.
	Dir string
	// Source is the address of the site.
	Source string
	Crawl  Crawl
	// KeepSnapshots and KeepRuns bound how many of the newest are kept; 0 keeps all
	// snapshots, and a hundred manifests.
	KeepSnapshots, KeepRuns int
	// AcceptSuspect takes the snapshot that was put aside, in the place of a crawl.
	AcceptSuspect bool
	// Metrics is a file for node_exporter's textfile collector; empty for none.
	Metrics string
	// Version of the program, for the manifest.
	Version string
	// Now is the clock.
	Now func() time.Time
}

const keepRuns = 100

// Result is what a run did, and what there is to tell.
type Result struct {
	*Manifest
	// Report is what changed; nil unless the outcome is Changed.
	Report *diff.Report
	// Files are the snapshot and the reports that were written.
	Files []string
	// News is what a person is to be told in words, line by line: an outage that
	// began or ended. It is empty on a night like any other.
	News []string
}

// Run does one night's work. It returns a Result and an error where the run was not
// good: a BusyError, a SuspectError, or what the crawl failed with. The Result is
// nil only where no run began.
func Run(ctx context.Context, o Options) (*Result, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	site, err := store.SiteName(o.Source)
	if err != nil {
		return nil, err
	}
	started := o.Now().UTC()
	unlock, err := lock(o.Dir, started)
	if err != nil {
		return nil, err
	}
	defer unlock()
	r := &run{Options: o, site: site, folder: store.Folder{Dir: o.Dir}, started: started}
	if o.AcceptSuspect {
		if _, err := os.Stat(r.suspectFile()); err != nil {
			return nil, &store.FileError{Name: r.suspectFile(), Err: errors.New("no snapshot was put aside: there is nothing to accept")}
		}
	}
	r.result.Manifest = &Manifest{Version: o.Version, Source: o.Source, Started: started.Truncate(time.Second)}
	if r.history, err = History(o.Dir, site); err != nil {
		return nil, err
	}
	if err := sweep(filepath.Join(o.Dir, site)); err != nil {
		return nil, err
	}
	return r.finish(r.work(ctx))
}

// run is a run under way.
type run struct {
	Options
	site    string
	folder  store.Folder
	started time.Time
	history []*Manifest // of earlier runs, the newest first
	result  Result
}

// work gets a snapshot, and keeps it or not.
func (r *run) work(ctx context.Context) error {
	newest, old, err := r.newest()
	if err != nil {
		return err
	}
	if newest != "" {
		r.result.Snapshot = filepath.Base(newest)
	}
	if r.AcceptSuspect {
		return r.accept(old)
	}
	c, err := r.Crawl(ctx)
	if c != nil {
		r.result.Traffic, r.result.Pages, r.result.Undocumented = c.Traffic, c.Pages, c.Undocumented
	}
	if err != nil {
		return err
	}
	r.result.Layers = layers(c.Snapshot)
	if old == nil {
		r.result.Outcome = First
		return r.keep(c.Snapshot, nil)
	}
	if r.result.Alarms = alarms(old, c.Snapshot); len(r.result.Alarms) > 0 {
		return r.putAside(c.Snapshot)
	}
	return r.compare(old, c.Snapshot)
}

// newest reads the newest snapshot of the site; there may be none.
func (r *run) newest() (string, *model.Snapshot, error) {
	kept, err := r.folder.Entries(r.site)
	if err != nil || len(kept) == 0 {
		return "", nil, err
	}
	path := kept[len(kept)-1].Path
	s, err := store.Read(path)
	return path, s, err
}

// compare keeps the new snapshot if anything changed, or if it knows pages, or a table
// of errors, that the old one did not.
func (r *run) compare(old, new *model.Snapshot) error {
	changes := diff.Compare(old, new)
	switch {
	case len(changes.Changes) > 0:
		r.result.Outcome, r.result.Report, r.result.Changes = Changed, changes, changes.Summary.Levels
		return r.keep(new, changes)
	case crawled(new) > crawled(old), old.ErrorTable == nil && new.ErrorTable != nil:
		r.result.Outcome = Unchanged
		return r.keep(new, nil)
	default:
		r.result.Outcome = Unchanged
		return nil
	}
}

// crawled counts the pages that a snapshot knows.
func crawled(s *model.Snapshot) int {
	n := 0
	for _, f := range features {
		if strings.HasPrefix(f.name, pagesOf) {
			n += f.count(s)
		}
	}
	return n
}

// keep writes the reports, then the snapshot: from then on it is the newest.
func (r *run) keep(s *model.Snapshot, changes *diff.Report) error {
	e, err := r.folder.Next(s, r.result.Started)
	if err != nil {
		return err
	}
	if changes != nil {
		if err := r.writeReports(e, changes); err != nil {
			return err
		}
	}
	if err := store.Write(e.Path, s); err != nil {
		return err
	}
	r.result.Snapshot = filepath.Base(e.Path)
	r.result.Files = append([]string{e.Path}, r.result.Files...)
	return nil
}

func (r *run) writeReports(e store.Entry, changes *diff.Report) error {
	for _, format := range []struct {
		name  string
		print report.Printer
	}{
		{"report.md", report.Markdown},
		{"report.json", report.JSON},
	} {
		var b bytes.Buffer
		if err := format.print(&b, changes, report.Options{}); err != nil {
			return err
		}
		if err := atomicfile.WriteBytes(e.Beside(format.name), b.Bytes()); err != nil {
			return err
		}
		r.result.Files = append(r.result.Files, e.Beside(format.name))
	}
	return nil
}

// finish writes the manifest and the metrics, prunes, packs, and decides what to tell.
func (r *run) finish(err error) (*Result, error) {
	m := r.result.Manifest
	if err != nil {
		m.Error = err.Error()
		m.Changes, r.result.Report, r.result.Files = nil, nil, nil
		var suspect *SuspectError
		switch {
		case errors.Is(err, context.Canceled):
			m.Outcome = Interrupted
		case errors.As(err, &suspect):
			m.Outcome = Suspect
		default:
			m.Outcome = Failed
		}
	}
	m.Finished = r.Now().UTC().Truncate(time.Second)
	m.Seconds = r.Now().Sub(r.started).Round(time.Millisecond).Seconds()
	r.tell()
	if m.Outcome.Good() {
		_ = os.Remove(r.suspectFile()) // what was doubted before is past
	}
	err = errors.Join(err, m.write(r.Dir, r.site), r.prune(), r.pack())
	if r.Metrics != "" {
		err = errors.Join(err, r.writeMetrics())
	}
	return &r.result, oneLine(err)
}

// joined is several errors in one line.
type joined struct{ error }

func (j joined) Error() string { return strings.ReplaceAll(j.error.Error(), "\n", "; ") }

func (j joined) Unwrap() error { return j.error }

func oneLine(err error) error {
	if err == nil {
		return nil
	}
	return joined{err}
}

// SuspectError says that what came back was put aside, and why.
type SuspectError struct {
	File   string
	Alarms []string
}

func (e *SuspectError) Error() string {
	return fmt.Sprintf("too strange to be believed: %s; it was put aside as %s: if the site did change like that, take it with --accept-suspect",
		strings.Join(e.Alarms, "; "), e.File)
}
