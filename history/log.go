package history

import (
	"context"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Event is what changed in one name with one snapshot.
type Event struct {
	// Snapshot is the name of the newer snapshot, Layer its layer.
	Snapshot string
	Layer    int
	Changes  []diff.Change
}

// Log is the history of one name.
type Log struct {
	// Events are the changes, newest first.
	Events []Event
	// Known is set where a snapshot has a method, constructor, type or error of the name.
	Known bool
	// Damaged are the errors of snapshots that could not be read.
	Damaged []error
}

// LogOf collects what changed in a method, constructor, type or error. A renamed one is
// followed back to its earlier name.
func LogOf(ctx context.Context, list []Snapshot, name string) (*Log, error) {
	log := &Log{}
	var newer *model.Snapshot
	var at Snapshot
	for _, s := range slices.Backward(list) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		old, err := s.Load()
		if err != nil {
			log.Damaged = append(log.Damaged, err)
			continue
		}
		log.Known = log.Known || Has(old, name)
		if newer != nil {
			changes, was := changesOf(diff.Compare(old, newer), name)
			if len(changes) > 0 {
				log.Events = append(log.Events, Event{at.Name, newer.Layer, changes})
			}
			name = was
		}
		newer, at = old, s
	}
	return log, nil
}

// changesOf returns the changes about a name, and its name before them.
func changesOf(r *diff.Report, name string) (changes []diff.Change, was string) {
	was = name
	for _, c := range r.Changes {
		if c.Name == name || c.Error == name || c.Renamed() && c.Old == name {
			changes = append(changes, c)
			if c.Renamed() && c.New == name {
				was = c.Old
			}
		}
	}
	return changes, was
}

// Has reports whether a snapshot has a method, constructor, type or error of a name,
// announced ones included.
func Has(s *model.Snapshot, name string) bool {
	if len(s.Find(name)) > 0 {
		return true
	}
	if a := s.Announced; a != nil && (a.Methods[name] != nil || a.Constructors[name] != nil || a.Types[name] != nil) {
		return true
	}
	for _, m := range s.Methods {
		if slices.ContainsFunc(m.Errors, func(e model.Error) bool { return e.Type == name }) {
			return true
		}
	}
	return s.ErrorTable != nil && slices.ContainsFunc(s.ErrorTable.Errors, func(e model.TableError) bool { return e.Type == name })
}
