package diff

import "slices"

// Restore makes the report of changes that were stored, in their order, with the lines that
// belong to them.
func Restore(old, new SnapshotRef, changes []Change, lines map[Entity]Lines) *Report {
	if changes == nil {
		changes = []Change{}
	}
	for i, c := range changes {
		if row := c.Row(); row.ID != "" {
			changes[i].row = 1 + slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == row.ID && r.When == row.When })
		}
	}
	return &Report{Old: old, New: new, Summary: summarize(changes), Changes: changes, Lines: lines}
}
