package report

import (
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Section is the changes of one level, by entity: what reports for people show.
type Section struct {
	Level diff.Level
	// Count is how many changes there are, with those that are told under others.
	Count  int
	Groups []Group
}

// Group is the changes of one level to one entity.
type Group struct {
	Kind    model.Kind
	Name    string
	Changes []Item
}

// Item is a change with those that follow from it, which are told under it.
type Item struct {
	diff.Change
	Follows []diff.Change
}

// Outline is the report as people read it: the gravest level first, the changes to one
// entity together, and under each change what follows from it.
func Outline(r *diff.Report) []Section {
	follows := consequences(r)
	var sections []Section
	for _, c := range r.Changes {
		if len(sections) == 0 || sections[len(sections)-1].Level != c.Level {
			sections = append(sections, Section{Level: c.Level, Count: r.Summary.Levels[c.Level]})
		}
		if follows.under[c.ID] != "" {
			continue
		}
		s := &sections[len(sections)-1]
		if n := len(s.Groups); n == 0 || s.Groups[n-1].Kind != c.Kind || s.Groups[n-1].Name != c.Name {
			s.Groups = append(s.Groups, Group{Kind: c.Kind, Name: c.Name})
		}
		g := &s.Groups[len(s.Groups)-1]
		g.Changes = append(g.Changes, Item{c, follows.of[c.ID]})
	}
	return sections
}

// causes says which change is told under which.
type causes struct {
	under map[string]string        // ID -> ID of the change that it is told under
	of    map[string][]diff.Change // the other way round, in the order of the report
}

// consequences finds for every change that follows from another one in the report the
// one at the root.
func consequences(r *diff.Report) causes {
	because := map[string]string{}
	for _, c := range r.Changes {
		because[c.ID] = c.Because
	}
	all := causes{map[string]string{}, map[string][]diff.Change{}}
	for _, c := range r.Changes {
		root := c.ID
		for range r.Changes { // no chain is longer
			next := because[root]
			if _, there := because[next]; !there {
				break
			}
			root = next
		}
		if root != c.ID {
			all.under[c.ID] = root
			all.of[root] = append(all.of[root], c)
		}
	}
	return all
}
