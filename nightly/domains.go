package nightly

import (
	"cmp"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// Domain is the state of one domain of a site that has several.
type Domain struct {
	// Site is the name of its folder.
	Site string
	// Layer is that of the newest snapshot, 0 without one.
	Layer int
	// Changed is the time of the newest snapshot with a change that was not reported for
	// another domain before; the zero time without one.
	Changed time.Time
}

// Newest returns the domains of a site, the newest first: the one with the highest layer, or
// else with the latest change. Equal ones stay in the order of their addresses.
func Newest(f store.Folder, sources []string) ([]Domain, error) {
	var list []Domain
	for _, source := range sources {
		d, err := domain(f, source)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	slices.SortStableFunc(list, func(a, b Domain) int {
		return cmp.Or(cmp.Compare(b.Layer, a.Layer), b.Changed.Compare(a.Changed))
	})
	return list, nil
}

func domain(f store.Folder, source string) (Domain, error) {
	site, err := store.SiteName(source)
	if err != nil {
		return Domain{}, err
	}
	kept, err := f.Entries(site)
	if err != nil || len(kept) == 0 {
		return Domain{Site: site}, err
	}
	d := Domain{Site: site, Layer: kept[len(kept)-1].Layer}
	for _, e := range slices.Backward(kept) {
		if !f.HasSibling(e, reportFile) {
			continue
		}
		if n, err := readNotified(f, e); err != nil || len(n.Changes) > 0 {
			d.Changed = e.Time
			break
		}
	}
	return d, nil
}

// others returns the other domains of a site.
func (o Options) others(site string) ([]string, error) {
	var list []string
	for _, source := range o.Domains {
		other, err := store.SiteName(source)
		if err != nil {
			return nil, err
		}
		if other != site {
			list = append(list, other)
		}
	}
	return list, nil
}
