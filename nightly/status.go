package nightly

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/store"
)

// Status is the state of a site's job.
type Status struct {
	Site string `json:"site"`
	// Overdue is set if the last good run is older than it should be.
	Overdue bool `json:"overdue"`
	// Snapshots is the number of snapshots.
	Snapshots int `json:"snapshots"`
	// Last is the last run, Good the last good one; nil if there was none.
	Last *Manifest `json:"last_run"`
	Good *Manifest `json:"last_good_run"`
	// Changed is the last run that found a change.
	Changed *Manifest `json:"last_change"`
	// Damaged are the files that cannot be read.
	Damaged []store.Damage `json:"damaged"`
}

// StatusOf reads the state of the jobs of all sites of a data folder. A job is overdue
// when its last good run ended more than maxAge before now.
func StatusOf(folder store.Folder, now time.Time, maxAge time.Duration) ([]Status, error) {
	sites, err := folder.Jobs()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &store.FileError{Name: folder.String(), Err: errors.New("no such folder; `tlcrawl nightly` creates it")}
	}
	if err != nil {
		return nil, err
	}
	var list []Status
	for _, site := range sites {
		history, err := Manifests(folder, site)
		if err != nil {
			return nil, err
		}
		kept, err := folder.Entries(site)
		if err != nil {
			return nil, err
		}
		s := Status{Site: site, Snapshots: len(kept)}
		for _, m := range history {
			if s.Last == nil {
				s.Last = m
			}
			if s.Good == nil && m.Outcome.Good() {
				s.Good = m
			}
			if s.Changed == nil && m.Outcome == Changed {
				s.Changed = m
			}
		}
		if s.Damaged, err = folder.CheckFiles(site); err != nil {
			return nil, err
		}
		s.Damaged = append([]store.Damage{}, s.Damaged...) // a list in JSON, even if empty
		s.Overdue = s.Good == nil || now.Sub(s.Good.Finished) > maxAge
		list = append(list, s)
	}
	return list, nil
}

// Upstream reports whether it is the job of a client repository, next to that of the site.
func (s Status) Upstream() bool { return s.Last != nil && s.Last.Upstream != "" }

// String describes the state in a few lines.
func (s Status) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", s.Site, s.summary())
	if s.Good != nil {
		fmt.Fprintf(&b, "  last good run  %s, layer %d, %d pages, %d requests in %.1f s\n",
			day(s.Good.Finished), s.Good.Layers["pages"], s.Good.Pages, s.Good.Traffic.Requests, s.Good.Seconds)
	}
	if s.Changed != nil {
		var parts []string
		for _, l := range diff.Levels {
			if n := s.Changed.Changes[l]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, l))
			}
		}
		fmt.Fprintf(&b, "  last change    %s: %s\n", day(s.Changed.Finished), strings.Join(parts, ", "))
	}
	if s.Last != nil && !s.Last.Outcome.Good() {
		fmt.Fprintf(&b, "  last run       %s: %s: %s\n", day(s.Last.Finished), s.Last.Outcome, s.Last.Error)
	}
	fmt.Fprintf(&b, "  snapshots      %d\n", s.Snapshots)
	for _, d := range s.Damaged {
		fmt.Fprintf(&b, "  damaged        %s\n", d)
	}
	return b.String()
}

func (s Status) summary() string {
	switch {
	case s.Good == nil:
		return "OVERDUE, no good run yet"
	case s.Overdue:
		return "OVERDUE"
	case s.Last != nil && !s.Last.Outcome.Good():
		return "failing"
	case len(s.Damaged) > 0:
		return "OK, but files are damaged: `tlcrawl repair` moves them aside"
	default:
		return "OK"
	}
}
