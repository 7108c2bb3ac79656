package upstream

import (
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Confirmation is the first known snapshot of the site that has all lines of a revision.
type Confirmation struct {
	Site     string    `json:"site"`
	Snapshot string    `json:"snapshot"`
	Time     time.Time `json:"time"`
}

// siteHistories are the histories of documentation sites in a data folder, read as needed.
type siteHistories struct {
	folder  store.Folder
	entries map[string][]store.Entry // by site, oldest first
	read    map[string]*model.Snapshot
}

// openSites lists the snapshots of all sites of a folder that are no repositories.
func openSites(folder store.Folder) (*siteHistories, error) {
	h := &siteHistories{folder, map[string][]store.Entry{}, map[string]*model.Snapshot{}}
	list, err := folder.Sites()
	if err != nil {
		return nil, err
	}
	for _, site := range list {
		if store.IsRepository(site) {
			continue
		}
		if h.entries[site], err = folder.Entries(site); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// maxRead bounds the snapshots that are kept in memory.
const maxRead = 4

// snapshot reads a snapshot, nil if it is damaged: `status` reports that.
func (h *siteHistories) snapshot(e store.Entry) *model.Snapshot {
	if s, ok := h.read[e.File]; ok {
		return s
	}
	if len(h.read) >= maxRead {
		clear(h.read)
	}
	s, err := h.folder.Read(e)
	if err != nil {
		s = nil
	}
	h.read[e.File] = s
	return s
}

// newest returns the newest snapshot of the site that has the highest layer, nil if there is
// no site.
func (h *siteHistories) newest() (best store.Entry, s *model.Snapshot) {
	for _, list := range model.Sorted(h.entries) {
		for _, e := range slices.Backward(list) {
			if s != nil && e.Layer <= best.Layer {
				break
			}
			if read := h.snapshot(e); read != nil {
				best, s = e, read
				break
			}
		}
	}
	return best, s
}

// confirms looks for the oldest snapshot of a site, of the same layer, that has all lines of
// a source's revision. If the layer is unknown, the newest snapshot of each site counts.
func (h *siteHistories) confirms(s Source, layer int, revision lines) *Confirmation {
	if s.Against == AgainstNone || len(revision) == 0 {
		return nil
	}
	var first *Confirmation
	for site, list := range model.Sorted(h.entries) {
		for i, e := range list {
			if layer != 0 && e.Layer != layer || layer == 0 && i < len(list)-1 || first != nil && !e.Time.Before(first.Time) {
				continue
			}
			if snapshot := h.snapshot(e); snapshot != nil && s.siteLines(snapshot).contains(revision) {
				first = &Confirmation{site, e.Name(), e.Time}
				break
			}
		}
	}
	return first
}

// past reports whether the site shows a later layer.
func (h *siteHistories) past(layer int) bool {
	newest, _ := h.newest()
	return newest.Layer > layer
}
