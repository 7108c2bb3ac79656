package upstream

import (
	"errors"
	"time"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// Status compares the newest revision of a source with the newest snapshot of the site.
type Status struct {
	// Source is the name, Folder that of the history in the data folder.
	Source string `json:"source"`
	Folder string `json:"folder"`
	// Layer is 0 if it is unknown. Revision counts from 1; it is 0 before the first
	// snapshot.
	Layer    int    `json:"layer"`
	Revision int    `json:"revision"`
	Snapshot string `json:"snapshot,omitempty"`
	// Since is when the revision was first seen, LayerSince its layer.
	Since      *time.Time `json:"since"`
	LayerSince *time.Time `json:"layer_since"`
	// Site is the site that has the highest layer; empty if the folder has none.
	Site      string `json:"site,omitempty"`
	SiteLayer int    `json:"site_layer,omitempty"`
	// OnlySource is what the site lacks, OnlySite the reverse, Different what both have with
	// different lines. They are nil where there is nothing to compare.
	OnlySource []Entity `json:"only_source"`
	OnlySite   []Entity `json:"only_site"`
	Different  []Entity `json:"different"`
	// Confirmed is the snapshot of the site, of the same layer, that has all lines. Without
	// one the revision is provisional.
	Confirmed   *Confirmation `json:"confirmed"`
	Provisional bool          `json:"provisional"`
	// Error is why the last run failed, if it did; Checked when the last good one was.
	Error   string     `json:"error,omitempty"`
	Checked *time.Time `json:"checked"`
}

// StatusOf reads the status of each source from the histories in a data folder. It uses no
// network.
func StatusOf(folder store.Folder, sources []Source) ([]Status, error) {
	sites, err := openSites(folder)
	if err != nil {
		return nil, err
	}
	list := []Status{}
	for _, s := range sources {
		status, err := statusOf(folder, sites, s)
		if err != nil {
			return nil, err
		}
		list = append(list, status)
	}
	return list, nil
}

func statusOf(folder store.Folder, sites *siteHistories, s Source) (Status, error) {
	status := Status{Source: s.Name, Folder: s.Site()}
	manifests, err := nightly.Manifests(folder, s.Site())
	if err != nil {
		return status, err
	}
	status.ran(manifests)
	history, err := folder.Entries(s.Site())
	if err != nil {
		return status, err
	}
	newest, snapshot, damaged, err := folder.Newest(s.Site())
	switch {
	case err != nil:
		return status, err
	case snapshot == nil && len(damaged) > 0:
		return status, errors.Join(damaged...)
	case snapshot == nil:
		return status, nil
	}
	status.Layer, status.Revision = Revision(history, newest.Stem())
	status.Snapshot, status.Since = newest.Name(), &newest.Time
	for _, e := range history {
		if e.Layer == newest.Layer {
			status.LayerSince = &e.Time
			break
		}
	}
	status.compare(sites, s, s.lines(snapshot))
	return status, nil
}

// ran takes over what the manifests say, newest first.
func (s *Status) ran(manifests []*nightly.Manifest) {
	if len(manifests) > 0 && !manifests[0].Outcome.Good() {
		s.Error = manifests[0].Error
	}
	for _, m := range manifests {
		if m.Outcome.Good() {
			s.Checked = &m.Finished
			return
		}
	}
}

// compare compares the lines of the newest revision with the site's.
func (s *Status) compare(sites *siteHistories, source Source, revision lines) {
	s.Provisional = source.Against != AgainstNone
	newest, snapshot := sites.newest()
	if snapshot == nil || source.Against == AgainstNone {
		return
	}
	s.Site, s.SiteLayer = newest.Site, newest.Layer
	site := source.siteLines(snapshot)
	if len(site) == 0 {
		return
	}
	s.OnlySource, s.OnlySite, s.Different = site.missing(revision), revision.missing(site), site.differing(revision)
	s.Confirmed = sites.confirms(source, s.Layer, revision)
	s.Provisional = s.Confirmed == nil
}

// Title says which revision it is: layer 214, revision 3, provisional
func (s Status) Title() string {
	text := named(s.Layer, s.Revision)
	switch {
	case s.Confirmed != nil:
		text += ", confirmed"
	case s.Provisional:
		text += ", provisional"
	}
	return text
}
