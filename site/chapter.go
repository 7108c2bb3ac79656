package site

import "fmt"

// chapter is the changes of an entity in one change set.
type chapter struct {
	Set *changeSet
	// Events are shown at once, More are folded.
	Events, More []event
}

// maxEvents is how many changes of a chapter are shown at once.
const maxEvents = 12

// chaptersOf divides a history, newest first.
func chaptersOf(events []event) []chapter {
	var list []chapter
	for i := len(events) - 1; i >= 0; {
		first := i
		for first > 0 && events[first-1].Set == events[i].Set {
			first--
		}
		c := chapter{Set: events[i].Set, Events: events[first : i+1]}
		if len(c.Events) > maxEvents+1 {
			c.Events, c.More = c.Events[:maxEvents], c.Events[maxEvents:]
		}
		list = append(list, c)
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
