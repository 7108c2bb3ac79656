package nightly

import (
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/store"
)

// Repeated counts changes that were reported for another domain of the site.
type Repeated struct {
	// Site is the other domain.
	Site    string
	Changes int
}

// Files that belong to a snapshot.
const (
	reportFile = "report.json"
	// notifiedFile has the shared IDs of the changes that were passed on. A site with one
	// domain has none: there, all were.
	notifiedFile = "notified.json"
)

// notified is the content of a notifiedFile.
type notified struct {
	// At is when the changes were passed on or left out, by the clock of the folder.
	At time.Time `json:"at"`
	// Changes are the shared IDs of the changes that were passed on.
	Changes []string `json:"changes"`
}

// leaveOutRepeated leaves changes out of pending notices. A change is repeated if another
// domain has passed it on since this domain last had it: each time that it is passed on
// stands for at most one time that this domain has it, so none is lost. What is passed on is
// stored first, and counts once a manifest says so: a run that is killed in between has
// passed on nothing.
func (r *run) leaveOutRepeated(list []Notice, of, kept []store.Entry) error {
	x, err := r.readDomains(of[0], kept)
	if err != nil {
		return err
	}
	for i := range list {
		b, err := json.Marshal(notified{x.now, x.leaveOut(&list[i])})
		if err != nil {
			return err
		}
		if err := r.Folder.WriteSibling(of[i], notifiedFile, append(b, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// domains are the changes of a site with several domains, by shared ID.
type domains struct {
	// since is the start of what is known of this domain: reports before it may be missing.
	since time.Time
	// now is the time of the run, and not before anything in the folder.
	now time.Time
	// last is when this domain last had a change; others has what others have passed on.
	last   map[string]time.Time
	others []passedOn
}

// passedOn is when another domain last passed a change on.
type passedOn struct {
	site string
	last map[string]time.Time
}

// readDomains reads the changes of this domain before an entry, and those of the others.
func (r *run) readDomains(before store.Entry, kept []store.Entry) (*domains, error) {
	x := &domains{now: later(r.result.Started, kept[len(kept)-1].Time), last: map[string]time.Time{}}
	pruned := r.KeepSnapshots > 0 && len(kept) > r.KeepSnapshots
	if pruned || r.Folder.HasSibling(kept[0], reportFile) { // the first snapshot has no report
		x.since = kept[0].Time
	}
	for _, e := range kept {
		if !e.Time.Before(before.Time) {
			break
		}
		x.had(r.Folder, e)
	}
	for _, site := range r.others {
		other, until, err := readPassedOn(r.Folder, site)
		if err != nil {
			return nil, err
		}
		x.others, x.now = append(x.others, other), later(x.now, until)
	}
	return x, nil
}

// had records the changes of an entry of this domain.
func (x *domains) had(f store.Folder, e store.Entry) {
	at := e.Time
	if n, err := readNotified(f, e); err == nil {
		at = later(at, n.At)
	}
	ids, err := storedIDs(f, e)
	if err != nil {
		x.since = at // nobody knows what it had
	}
	for _, id := range ids {
		x.last[id] = at
	}
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// leaveOut leaves out what is repeated of the changes of a notice, and returns the shared
// IDs of the others.
func (x *domains) leaveOut(n *Notice) []string {
	counts := map[string]int{}
	ids := []string{}
	source := n.Report.New.Source
	n.Report = n.Report.Select(func(c diff.Change) bool {
		id := c.SharedID(source)
		site, repeated := x.passedOn(id)
		if repeated {
			counts[site]++
		} else {
			ids = append(ids, id)
		}
		x.last[id] = x.now
		return !repeated
	})
	for _, other := range x.others {
		if counts[other.site] > 0 {
			n.Repeated = append(n.Repeated, Repeated{other.site, counts[other.site]})
		}
	}
	return ids
}

// passedOn returns the domain that passed on a change since this one last had it.
func (x *domains) passedOn(id string) (site string, ok bool) {
	for _, other := range x.others {
		if at, ok := other.last[id]; ok && at.After(x.since) && at.After(x.last[id]) {
			return other.site, true
		}
	}
	return "", false
}

// readPassedOn reads what another domain has passed on, and the time of its newest snapshot.
// A change counts only where that is certain; else it is reported twice.
func readPassedOn(f store.Folder, site string) (p passedOn, newest time.Time, err error) {
	p = passedOn{site, map[string]time.Time{}}
	history, err := Manifests(f, site)
	if err != nil {
		return p, newest, err
	}
	kept, err := f.Entries(site)
	until, ok := settled(history)
	if err != nil || !ok || len(kept) == 0 {
		return p, newest, err
	}
	for _, e := range kept {
		if e.Time.After(until) {
			break
		}
		n, err := readNotified(f, e)
		if err != nil && notifiedBy(history, e) {
			n.Changes, _ = storedIDs(f, e)
		}
		for _, id := range n.Changes {
			p.last[id] = e.Time
		}
	}
	return p, kept[len(kept)-1].Time, nil
}

// notifiedBy reports whether a run passed on the report of an entry. Without such a run the
// entry was imported.
func notifiedBy(history []*Manifest, e store.Entry) bool {
	return slices.ContainsFunc(history, func(m *Manifest) bool {
		return m.ReportsNotified && strings.HasPrefix(m.Snapshot, e.Stem()+".")
	})
}

// readNotified reads what was passed on of the changes of an entry.
func readNotified(f store.Folder, e store.Entry) (n notified, err error) {
	b, err := f.ReadSibling(e, notifiedFile)
	if err == nil {
		err = json.Unmarshal(b, &n)
	}
	return n, err
}

// storedIDs returns the shared IDs of the changes in the stored report of an entry, if it has
// one. The error is for a damaged report.
func storedIDs(f store.Folder, e store.Entry) ([]string, error) {
	b, err := f.ReadSibling(e, reportFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var stored diff.Report
	if err == nil {
		err = json.Unmarshal(b, &stored)
	}
	ids := make([]string, len(stored.Changes))
	for i, c := range stored.Changes {
		ids[i] = c.SharedID(stored.New.Source)
	}
	return ids, err
}
