package site

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/diff"
)

// chapter is the changes of an entity in one change set.
type chapter struct {
	Set    *changeSet
	Events []event
}

// chapters returns the history of an entity, newest first.
func (b *builder) chapters(e diff.Entity) []chapter {
	var list []chapter
	events := b.events[e]
	for i := len(events) - 1; i >= 0; {
		first := i
		for first > 0 && events[first-1].Set == events[i].Set {
			first--
		}
		list = append(list, chapter{events[i].Set, events[first : i+1]})
		i = first - 1
	}
	return list
}

// Title names the layers and the day of the changes.
func (s *changeSet) Title() string { return fmt.Sprintf("%s, %s", s.Layers(), s.New.Date()) }

// Layers are the old and the new layer.
func (s *changeSet) Layers() string {
	if s.Old.Layer == s.New.Layer {
		return fmt.Sprintf("Layer %d", s.New.Layer)
	}
	return fmt.Sprintf("Layer %d → %d", s.Old.Layer, s.New.Layer)
}
