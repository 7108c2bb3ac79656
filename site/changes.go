package site

import (
	"fmt"
	"html/template"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report/html"
)

// changeSet is the changes between two snapshots.
type changeSet struct {
	Old, New history.Stats
	File     string
	Total    int
	Levels   []levelCount
	// Headlines are the most important changes, More is how many others there are.
	Headlines []headline
	More      int
	// Parts are its pages.
	Parts []part
}

// levelCount is the number of changes of a level.
type levelCount struct {
	Level diff.Level
	Count int
}

// Has reports whether a change set has changes of a level.
func (s changeSet) Has(level diff.Level) bool {
	for _, l := range s.Levels {
		if l.Level == level {
			return l.Count > 0
		}
	}
	return false
}

// reportedSet is a change set with its report.
type reportedSet struct {
	changeSet
	report *diff.Report
	parts  []reportPart
}

// queue passes on change sets with their neighbors.
type queue struct {
	write    func(set reportedSet, previous, next *changeSet) error
	previous *changeSet
	waiting  *reportedSet
}

func (q *queue) next(t *reportedSet) error {
	ready := q.waiting
	q.waiting = t
	if ready == nil {
		return nil
	}
	var next *changeSet
	if t != nil {
		next = &t.changeSet
	}
	previous := q.previous
	q.previous = &ready.changeSet
	return q.write(*ready, previous, next)
}

// changesPage shows one change set, or a part of it.
type changesPage struct {
	frame
	Set            changeSet
	Part           part
	Previous, Next *changeSet
	Groups         []group

	body func() *diff.Report
}

// Body is the report.
func (v *changesPage) Body() (template.HTML, error) { return html.Changes(v.body()) }

// writeChanges writes the pages of a change set.
func (b *builder) writeChanges(t reportedSet, previous, next *changeSet) error {
	for i, p := range t.parts {
		title := t.Title()
		if len(t.parts) > 1 {
			title = fmt.Sprintf("%s, page %d of %d", title, i+1, len(t.parts))
		}
		v := changesPage{Set: t.changeSet, Part: p.part, Previous: previous, Next: next, Groups: b.changed(p.changes)}
		v.body = func() *diff.Report { return p.report(t.report) }
		v.HasReport = true
		if err := b.page(p.File, "changes", title, &v); err != nil {
			return err
		}
	}
	return nil
}

// changed lists the pages of what changed, by kind.
func (b *builder) changed(list []diff.Change) []group {
	var groups []group
	for _, kind := range model.Kinds {
		g := group{Name: string(kind) + "s", One: string(kind)}
		seen := map[string]bool{}
		for _, c := range list {
			if c.Kind == kind && c.Schema == "" && !seen[c.Name] {
				seen[c.Name] = true
				g.Links = append(g.Links, link{Name: c.Name, File: b.files.of[diff.Entity{Kind: kind, Name: c.Name}]})
			}
		}
		if len(g.Links) > 0 {
			sortLinks(g.Links)
			groups = append(groups, g)
		}
	}
	return groups
}
