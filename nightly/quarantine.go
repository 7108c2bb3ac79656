package nightly

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// QuarantineError means that an implausible snapshot was quarantined, and lists the
// reasons.
type QuarantineError struct {
	File    string
	Reasons []string
}

func (e *QuarantineError) Error() string {
	return fmt.Sprintf("implausible result, quarantined: %s; it is stored as %s: if the site really changed like that, accept it with --accept-quarantined",
		strings.Join(e.Reasons, "; "), e.File)
}

// quarantine stores a snapshot without making it the newest one.
func (r *run) quarantine(s *model.Snapshot) error {
	if err := r.Folder.Quarantine(r.site, s); err != nil {
		return err
	}
	return &QuarantineError{r.Folder.QuarantinePath(r.site), r.result.Reasons}
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
	return r.compare(old, s)
}
