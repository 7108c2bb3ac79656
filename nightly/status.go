package nightly

import (
	"fmt"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/store"
)

// Status is how a site's job stands.
type Status struct {
	Site string
	// Last is the last run, Good the last good one; nil where there was none.
	Last, Good *Manifest
	// Changed is the last run that found a change.
	Changed *Manifest
	// Snapshots are kept.
	Snapshots int
	// Overdue is set where the last good run is older than it should be.
	Overdue bool
}

// StatusOf reads how the jobs of all sites of a data folder stand. A job is overdue
// when its last good run ended more than maxAge before now.
func StatusOf(dir string, now time.Time, maxAge time.Duration) ([]Status, error) {
	sites, err := jobs(dir)
	if err != nil {
		return nil, err
	}
	var list []Status
	for _, site := range sites {
		history, err := History(dir, site)
		if err != nil {
			return nil, err
		}
		kept, err := store.Folder{Dir: dir}.Entries(site)
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
		s.Overdue = s.Good == nil || now.Sub(s.Good.Finished) > maxAge
		list = append(list, s)
	}
	return list, nil
}

// String says how the job stands in a few lines.
func (s Status) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", s.Site, s.verdict())
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
	return b.String()
}

func (s Status) verdict() string {
	switch {
	case s.Good == nil:
		return "OVERDUE, no run was good yet"
	case s.Overdue:
		return "OVERDUE"
	case s.Last != nil && !s.Last.Outcome.Good():
		return "in trouble"
	default:
		return "well"
	}
}
