package nightly

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Outcome is how a run ended.
type Outcome string

// The outcomes of a run.
const (
	// First: the first snapshot of the site was stored.
	First Outcome = "first"
	// Unchanged: nothing changed and nothing was stored.
	Unchanged Outcome = "unchanged"
	// Changed: a new snapshot was stored, with a report.
	Changed Outcome = "changed"
	// Quarantined: the result was implausible.
	Quarantined Outcome = "suspect"
	// Failed: the crawl failed or was incomplete.
	Failed Outcome = "failed"
	// Interrupted: the run was stopped by a signal.
	Interrupted Outcome = "interrupted"
)

// Good reports whether the run got a plausible snapshot.
func (o Outcome) Good() bool { return o == First || o == Unchanged || o == Changed }

// Manifest is the record of one run. Times and numbers that vary from run to run are here,
// and never in a snapshot.
type Manifest struct {
	Version string `json:"version"`
	Source  string `json:"source"`
	// Upstream is the name of the source if that is a schema in a repository, and no site.
	Upstream string    `json:"upstream,omitempty"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  float64   `json:"seconds"`
	Outcome  Outcome   `json:"outcome"`
	// Error says why a run was not good, Trouble is the kind of the problem.
	Error   string `json:"error,omitempty"`
	Trouble string `json:"trouble,omitempty"`
	// Reasons say why a result was quarantined.
	Reasons []string `json:"alarms,omitempty"`
	// Notified is set if this run reported the problem; later runs with the same problem
	// are silent.
	Notified bool `json:"told,omitempty"`
	// ReportsNotified is set if every report up to Snapshot was passed on.
	ReportsNotified bool `json:"notified,omitempty"`
	// Accepted is set if a quarantined snapshot was accepted.
	Accepted bool `json:"accepted,omitempty"`
	// Traffic counts the requests of the crawl.
	Traffic Traffic `json:"traffic"`
	// Layers is the layer of each crawled source.
	Layers map[string]int `json:"layers,omitempty"`
	// Pages is the number of pages in the index, Undocumented of them not found.
	Pages        int `json:"pages"`
	Undocumented int `json:"undocumented"`
	// Snapshot is the file name of the newest good snapshot after the run.
	Snapshot string `json:"snapshot,omitempty"`
	// Changes counts the changes by level.
	Changes map[diff.Level]int `json:"changes,omitempty"`
	// Features are the counts that later sanity checks compare with.
	Features map[string]int `json:"features,omitempty"`
	// Missing are the pages that this run did not find and that the next run checks again.
	Missing []string `json:"missing,omitempty"`
	// Notes list the corrections of the snapshot.
	Notes []string `json:"notes,omitempty"`
	// Validators make the next download conditional.
	Validators *Validators `json:"validators,omitempty"`
	// Provisional are the snapshots of a repository that no snapshot of the site confirms.
	Provisional []string `json:"provisional,omitempty"`
	// Damaged are the snapshots that could not be read, with the reasons.
	Damaged []string `json:"damaged,omitempty"`

	stamp string // its name in the folder
}

// Traffic counts the requests of a crawl.
type Traffic struct {
	Requests int64 `json:"requests"`
	Retries  int64 `json:"retries"`
	Bytes    int64 `json:"bytes"`
}

// write stores the manifest under the time of its start, or after the newest existing one,
// whatever the clock says.
func (m *Manifest) write(f store.Folder, site string) error {
	stamps, err := f.Runs(site)
	if err != nil {
		return err
	}
	at := m.Started
	if n := len(stamps); n > 0 {
		last, err := store.ParseStamp(stamps[n-1])
		if err == nil && !at.After(last) {
			at = last.Add(time.Second)
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return err
	}
	for range 10 { // a list may lack the manifests of runs that have just ended
		m.stamp = store.Stamp(at)
		if err = f.WriteRun(site, m.stamp, b.Bytes()); !errors.Is(err, fs.ErrExist) {
			break
		}
		at = at.Add(time.Second)
	}
	return err
}

// Manifests reads the manifests of a site, newest first. A damaged one is left out: a run
// must not fail because of an earlier one.
func Manifests(f store.Folder, site string) ([]*Manifest, error) {
	stamps, err := f.Runs(site)
	if err != nil {
		return nil, err
	}
	var list []*Manifest
	for _, stamp := range slices.Backward(stamps) {
		b, err := f.ReadRun(site, stamp)
		var m Manifest
		if err == nil && json.Unmarshal(b, &m) == nil && m.Outcome != "" {
			m.stamp = stamp
			list = append(list, &m)
		}
	}
	return list, nil
}

// errorTable is the name of the site's error table among the sources of a crawl.
const errorTable = "errors.json"

// layers returns the layers of the sources of a snapshot, if known.
func layers(s *model.Snapshot) map[string]int {
	of := map[string]int{"pages": s.Layer}
	if s.ErrorTable != nil && s.ErrorTable.Layer != 0 {
		of[errorTable] = s.ErrorTable.Layer
	}
	return of
}
