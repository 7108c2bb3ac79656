package nightly

import (
	"fmt"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// QuarantineError means that an implausible snapshot was quarantined, and lists the
// reasons.
type QuarantineError struct {
	File    string
	Reasons []string
	// Accepted is how long results of a repository must stay like that until one is accepted;
	// 0 means that only a user accepts it.
	Accepted time.Duration
}

func (e *QuarantineError) Error() string {
	if e.Accepted > 0 {
		return fmt.Sprintf("implausible result, quarantined: %s; it is stored as %s: what stays like that for %d days is accepted, or accept it with `tlcrawl upstream fetch --accept-quarantined`",
			strings.Join(e.Reasons, "; "), e.File, int(e.Accepted.Hours()/24))
	}
	return fmt.Sprintf("implausible result, quarantined: %s; it is stored as %s: if the site really changed like that, accept it with --accept-quarantined",
		strings.Join(e.Reasons, "; "), e.File)
}

// quarantine stores a snapshot without making it the newest one.
func (r *run) quarantine(s *model.Snapshot) error {
	if err := r.Folder.Quarantine(r.site, s); err != nil {
		return err
	}
	e := &QuarantineError{File: r.Folder.QuarantinePath(r.site), Reasons: r.result.Reasons}
	if r.Repository != nil {
		e.Accepted = r.Repository.AcceptAfter
	}
	return e
}

// accept makes the quarantined snapshot the newest one. Later sanity checks compare only
// with it.
func (r *run) accept(old *model.Snapshot) error {
	s, err := r.Folder.Quarantined(r.site)
	if err != nil {
		return err
	}
	r.result.Layers, r.result.Accepted = layers(s), true
	if old == nil {
		r.result.Outcome = First
		return r.keep(s, nil)
	}
	if r.Repository != nil {
		old = r.Repository.Prepare(old)
	}
	return r.compare(old, s)
}
