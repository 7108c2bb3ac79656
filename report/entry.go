package report

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
)

// entry is printed as one: a single change, or equal changes of several entities.
type entry struct {
	diff.Change
	// alike has all changes of a folded entry; it is nil for a single change.
	alike []diff.Change
}

// entries folds equal changes of several entities into the first of them.
func entries(changes []diff.Change) (list []entry) {
	folded := groups(changes)
	for _, c := range changes {
		all := folded[c.Group]
		if len(all) == 0 || all[0].ID == c.ID {
			list = append(list, entry{c, all})
		}
	}
	return list
}

// group returns the heading of a folded entry.
func (e entry) group() Group { return Group{Entity: diff.Entity{Kind: e.Kind}, Alike: e.alike} }

// text returns a sentence that names every entity.
func (e entry) text() string {
	if e.alike == nil {
		return e.Text
	}
	g := e.group()
	return g.Title() + ": " + e.Sentence() + ": " + strings.Join(g.Names(), ", ")
}
