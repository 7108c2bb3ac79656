package nightly

import (
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// Repository is what differs for a source that is a schema in a repository, and no site: it
// has no pages that may go missing, and people commit what they like.
type Repository struct {
	// Name is a short name of the source, for the manifest.
	Name string
	// Implausible replaces the sanity checks of a site's pages.
	Implausible func(old, new *model.Snapshot) []string
	// AcceptAfter is how long results are quarantined before one is accepted: the source
	// has changed like that.
	AcceptAfter time.Duration
	// Prepare makes a stored snapshot comparable with a new one.
	Prepare func(*model.Snapshot) *model.Snapshot
	// Remarks returns more messages about a good run, given its manifest, which it may
	// complete, and the newest snapshot.
	Remarks func(m, before *Manifest, newest *model.Snapshot) []string
}

// Validators make the next download conditional: those of each file by its URL. They are
// only valid for the same Definition of the source.
type Validators struct {
	Definition string               `json:"definition"`
	Files      map[string]Validator `json:"files"`
}

// Validator identifies the version of a file (RFC 9110, 8.8).
type Validator struct {
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
}

// repository is the part of a run that only the source of a repository has.
func (r *run) repository(old, new *model.Snapshot) error {
	prepared := r.Repository.Prepare(old)
	if r.result.Reasons = r.Repository.Implausible(prepared, new); len(r.result.Reasons) > 0 && !r.doubtedForLong() {
		return r.quarantine(new)
	}
	r.result.Accepted = len(r.result.Reasons) > 0
	r.result.Reasons = nil
	return r.compare(prepared, new)
}

// doubtedForLong reports whether results have been quarantined since AcceptAfter.
func (r *run) doubtedForLong() bool {
	since := r.result.Started
	for _, m := range r.history {
		if m.Outcome.Good() {
			break
		}
		if m.Outcome == Quarantined {
			since = m.Started
		}
	}
	return r.result.Started.Sub(since) >= r.Repository.AcceptAfter
}

// remark adds the remarks about a good run.
func (r *run) remark() {
	if r.Repository == nil || !r.result.Outcome.Good() || r.current == nil {
		return
	}
	r.result.Notices = append(r.result.Notices, r.Repository.Remarks(r.result.Manifest, r.lastGoodRun(), r.current)...)
}

// lastGoodRun returns the manifest of the last good run before this one, nil if there is
// none.
func (r *run) lastGoodRun() *Manifest {
	for _, m := range r.history {
		if m.Outcome.Good() {
			return m
		}
	}
	return nil
}
