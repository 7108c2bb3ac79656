package upstream

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Disagreement is a method or constructor whose line is not the same everywhere in one layer.
type Disagreement struct {
	Layer int `json:"layer"`
	Entity
	// Lines are the different lines, in the order of who has them.
	Lines []Version `json:"lines"`
}

// Version is a line, without the name, and who has it: hosts of sites, then sources.
type Version struct {
	Line    string   `json:"line"`
	Sources []string `json:"sources"`
}

func (d Disagreement) String() string {
	var parts []string
	for _, l := range d.Lines {
		parts = append(parts, strings.Join(l.Sources, ", ")+": "+l.Line)
	}
	return d.Entity.String() + ": " + strings.Join(parts, "; ")
}

// Disagreements compares the lines of the API's schema between the sites and the sources in a
// data folder, for each layer that is the newest of one of them: the last snapshot of that
// layer of each. A line that some of them lack is not a disagreement.
func Disagreements(folder store.Folder, sources []Source) ([]Disagreement, error) {
	all, err := openHistories(folder, sources)
	if err != nil {
		return nil, err
	}
	list := []Disagreement{}
	for _, layer := range newestLayers(all) {
		var has []sourceLines
		for _, h := range all {
			if l := h.linesOf(folder, layer); l != nil {
				has = append(has, sourceLines{h.name, l})
			}
		}
		list = append(list, disagreements(layer, has)...)
	}
	return list, nil
}

// aHistory is the history of the API's schema on a site or in a source.
type aHistory struct {
	name    string
	source  Source
	site    bool
	entries []store.Entry // oldest first
}

// openHistories lists the histories that have snapshots: sites first.
func openHistories(folder store.Folder, sources []Source) ([]aHistory, error) {
	sites, err := openSites(folder)
	if err != nil {
		return nil, err
	}
	var all []aHistory
	for name, entries := range model.Sorted(sites.entries) {
		all = append(all, aHistory{name: name, site: true, entries: entries})
	}
	for _, s := range sources {
		if s.Kind == KindErrors || s.Against != "" && s.Against != AgainstAPI {
			continue
		}
		entries, err := folder.Entries(s.Site())
		if err != nil {
			return nil, err
		}
		if len(entries) > 0 {
			all = append(all, aHistory{name: s.Name, source: s, entries: entries})
		}
	}
	return all, nil
}

// newestLayers are the known layers of the newest snapshots, lowest first.
func newestLayers(all []aHistory) []int {
	var layers []int
	for _, h := range all {
		if layer := h.entries[len(h.entries)-1].Layer; layer > 0 {
			layers = append(layers, layer)
		}
	}
	slices.Sort(layers)
	return slices.Compact(layers)
}

// linesOf reads the lines of the last snapshot of a layer, nil if there is none that can be
// read.
func (h aHistory) linesOf(folder store.Folder, layer int) lines {
	for _, e := range slices.Backward(h.entries) {
		if e.Layer != layer {
			continue
		}
		s, err := folder.Read(e)
		switch {
		case err != nil:
		case h.site:
			return h.source.siteLines(s)
		default:
			return h.source.lines(s)
		}
	}
	return nil
}

// sourceLines are the lines of one history.
type sourceLines struct {
	name  string
	lines lines
}

func disagreements(layer int, has []sourceLines) []Disagreement {
	found := map[Entity][]Version{}
	for _, n := range has {
		for _, l := range n.lines {
			versions := found[l.Entity]
			i := slices.IndexFunc(versions, func(v Version) bool { return v.Line == l.text })
			if i < 0 {
				found[l.Entity] = append(versions, Version{l.text, []string{n.name}})
				continue
			}
			versions[i].Sources = append(versions[i].Sources, n.name)
		}
	}
	var entities []Entity
	for e, versions := range found {
		if len(versions) > 1 {
			entities = append(entities, e)
		}
	}
	sortEntities(entities)
	var list []Disagreement
	for _, e := range entities {
		list = append(list, Disagreement{layer, e, found[e]})
	}
	return list
}
