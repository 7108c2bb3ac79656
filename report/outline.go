package report

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Section is the changes of one level, by entity, for reports that people read.
type Section struct {
	Level diff.Level
	// Count is the number of changes, including those shown under others.
	Count  int
	Groups []Group
}

// Group is the changes of one level to one entity, or equal changes of several entities.
type Group struct {
	diff.Entity
	Direction diff.Direction
	Changes   []Item
	// Alike are the changes of a folded group, whose first one is in Changes; it is nil for
	// the group of one entity.
	Alike []diff.Change
}

// Item is a change with those that follow from it, which are shown under it.
type Item struct {
	diff.Change
	Follows []diff.Change
}

// Outline returns the report in reading order: the most severe level first, in each the
// equal changes of several entities, then the changes of each entity together, and under
// each change those that follow from it.
func Outline(r *diff.Report) []Section {
	follows, alike := consequences(r), groups(r.Changes)
	var sections []Section
	var folded []Group
	end := func() {
		if n := len(sections); n > 0 {
			sections[n-1].Groups = append(folded, sections[n-1].Groups...)
			folded = nil
		}
	}
	for _, c := range r.Changes {
		if len(sections) == 0 || sections[len(sections)-1].Level != c.Level {
			end()
			sections = append(sections, Section{Level: c.Level, Count: r.Summary.Levels[c.Level]})
		}
		if follows.under[c.ID] != "" {
			continue
		}
		if all := alike[c.Group]; len(all) > 0 {
			if all[0].ID == c.ID {
				folded = append(folded, Group{Entity: diff.Entity{Kind: c.Kind, Schema: c.Schema}, Direction: c.Direction, Changes: []Item{{Change: c}}, Alike: all})
			}
			continue
		}
		s := &sections[len(sections)-1]
		if n := len(s.Groups); n == 0 || s.Groups[n-1].Entity != c.Entity() {
			s.Groups = append(s.Groups, Group{Entity: c.Entity()})
		}
		g := &s.Groups[len(s.Groups)-1]
		if c.Kind != model.KindMethod {
			g.Direction = c.Direction
		}
		g.Changes = append(g.Changes, Item{c, follows.of[c.ID]})
	}
	end()
	return sections
}

// groups returns the changes of each group that is large enough to be folded.
func groups(changes []diff.Change) map[string][]diff.Change {
	all := map[string][]diff.Change{}
	for _, c := range changes {
		if c.Group != "" {
			all[c.Group] = append(all[c.Group], c)
		}
	}
	for id, list := range all {
		if len(list) < diff.MinGroup {
			delete(all, id)
		}
	}
	return all
}

// Title is the heading of a group: its entity, or the number of entities and their kind.
func (g Group) Title() string {
	if g.Alike != nil {
		return fmt.Sprintf("%d %ss", len(g.Alike), g.Kind)
	}
	return g.Changes[0].Subject()
}

// Note adds to the title: the kind, the direction and the schema. Methods of the API need
// none.
func (g Group) Note() string {
	var parts []string
	if g.Alike == nil && (g.Kind == model.KindConstructor || g.Kind == model.KindType) {
		parts = append(parts, string(g.Kind))
	}
	if g.Kind != model.KindMethod && g.Direction != "" {
		parts = append(parts, g.Direction.String())
	}
	if g.Schema != "" {
		parts = append(parts, "schema "+g.Schema)
	}
	if g.Section != "" {
		parts = append(parts, g.Section)
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// Names lists the entities of a folded group.
func (g Group) Names() []string {
	var names []string
	for _, c := range g.Alike {
		names = append(names, c.Subject())
	}
	return names
}

// causes records which change is shown under which.
type causes struct {
	under map[string]string        // ID -> ID of the change that it is shown under
	of    map[string][]diff.Change // the other way round, in the order of the report
}

// consequences finds, for every change that follows from another one in the report, the
// root cause.
func consequences(r *diff.Report) causes {
	because := map[string]string{}
	for _, c := range r.Changes {
		because[c.ID] = c.Because
	}
	all := causes{map[string]string{}, map[string][]diff.Change{}}
	for _, c := range r.Changes {
		root := c.ID
		for range r.Changes { // the longest possible chain
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
