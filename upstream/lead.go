package upstream

import (
	"math"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/store"
)

// Lead says who had a layer when.
type Lead struct {
	Layer int `json:"layer"`
	// First is who had it first; empty if that is unknown, because the history of somebody who
	// has the layer begins with it.
	First string `json:"first,omitempty"`
	// Seen are those that had it, sites first, in the order of the sources.
	Seen []Arrival `json:"seen"`
}

// Arrival is the first snapshot of a layer on a site or in a source.
type Arrival struct {
	Source string `json:"source"`
	// Site is set for a documentation site.
	Site bool      `json:"site,omitempty"`
	Time time.Time `json:"time"`
	// OrEarlier is set if the history begins with this snapshot.
	OrEarlier bool `json:"or_earlier,omitempty"`
	// Days is how many days after the first one this one had it, to a tenth.
	Days float64 `json:"days"`
}

// Ahead says how far a source is ahead of a site: layers that both had, and whose first
// snapshots are known.
type Ahead struct {
	Source string `json:"source"`
	Site   string `json:"site"`
	// Layers is how many layers are compared, First how many of them the source had first.
	Layers int `json:"layers"`
	First  int `json:"first"`
	// Median is in days; it is negative if the site is ahead.
	Median float64 `json:"median_days"`
}

// Leads lists who had which layer when, from the histories in a data folder, lowest layer
// first. Layers that only one of them had are left out, and so are snapshots without a time
// of their own, such as those of `crawl --layers`. It reads no snapshots.
func Leads(folder store.Folder, sources []Source) ([]Lead, error) {
	all, err := openHistories(folder, sources)
	if err != nil {
		return nil, err
	}
	seen := map[int][]Arrival{}
	for _, h := range all {
		for layer, a := range h.arrivals() {
			seen[layer] = append(seen[layer], a)
		}
	}
	list := []Lead{}
	for layer, arrivals := range seen {
		if len(arrivals) > 1 {
			list = append(list, leadOf(layer, arrivals))
		}
	}
	slices.SortFunc(list, func(a, b Lead) int { return a.Layer - b.Layer })
	return list, nil
}

// arrivals are the first snapshots of each known layer.
func (h aHistory) arrivals() map[int]Arrival {
	first := map[int]Arrival{}
	begins := true
	for _, e := range h.entries {
		if e.Time.Year() == 1970 { // a layer that was crawled long after it was current
			continue
		}
		if _, known := first[e.Layer]; !known && e.Layer > 0 {
			first[e.Layer] = Arrival{Source: h.name, Site: h.site, Time: e.Time, OrEarlier: begins}
		}
		begins = false
	}
	return first
}

func leadOf(layer int, seen []Arrival) Lead {
	first := slices.MinFunc(seen, func(a, b Arrival) int { return a.Time.Compare(b.Time) })
	l := Lead{Layer: layer, First: first.Source}
	for _, a := range seen {
		a.Days = days(a.Time.Sub(first.Time))
		if a.OrEarlier {
			l.First = ""
		}
		l.Seen = append(l.Seen, a)
	}
	return l
}

// days rounds to a tenth of a day.
func days(d time.Duration) float64 { return math.Round(d.Hours()/24*10) / 10 }

// of returns the arrival of a source, if its time is known.
func (l Lead) of(source string) (Arrival, bool) {
	i := slices.IndexFunc(l.Seen, func(a Arrival) bool { return a.Source == source && !a.OrEarlier })
	if i < 0 {
		return Arrival{}, false
	}
	return l.Seen[i], true
}

// Summarize compares each source with each site.
func Summarize(list []Lead) []Ahead {
	ahead := []Ahead{}
	sites, sources := Names(list)
	for _, source := range sources {
		for _, site := range sites {
			var leads []float64
			a := Ahead{Source: source, Site: site}
			for _, l := range list {
				theirs, ok := l.of(source)
				its, both := l.of(site)
				if !ok || !both {
					continue
				}
				lead := days(its.Time.Sub(theirs.Time))
				if lead > 0 {
					a.First++
				}
				leads = append(leads, lead)
			}
			if a.Layers = len(leads); a.Layers > 0 {
				a.Median = median(leads)
				ahead = append(ahead, a)
			}
		}
	}
	return ahead
}

// Names returns the sites and the sources in a list, by name.
func Names(list []Lead) (sites, sources []string) {
	for _, l := range list {
		for _, a := range l.Seen {
			to := &sources
			if a.Site {
				to = &sites
			}
			if !slices.Contains(*to, a.Source) {
				*to = append(*to, a.Source)
			}
		}
	}
	slices.Sort(sites)
	slices.Sort(sources)
	return sites, sources
}

func median(list []float64) float64 {
	slices.Sort(list)
	n := len(list)
	return math.Round((list[(n-1)/2]+list[n/2])/2*10) / 10
}
