package site

import (
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
}

// levelCount is the number of changes of a level.
type levelCount struct {
	Level diff.Level
	Count int
}

// reportedSet is a change set with its report.
type reportedSet struct {
	changeSet
	report *diff.Report
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

// changesPage shows one change set.
type changesPage struct {
	frame
	Previous, Next *changeSet
	Groups         []group

	report *diff.Report
}

// Body is the report.
func (v *changesPage) Body() (template.HTML, error) { return html.Changes(v.report) }

// writeChanges writes the page of a change set.
func (b *builder) writeChanges(t reportedSet, previous, next *changeSet) error {
	v := changesPage{Previous: previous, Next: next, report: t.report}
	v.HasReport = true
	for _, kind := range model.Kinds {
		g := group{Name: string(kind) + "s", One: string(kind)}
		seen := map[string]bool{}
		for _, c := range t.report.Changes {
			if c.Kind == kind && c.Schema == "" && !seen[c.Name] {
				seen[c.Name] = true
				g.Links = append(g.Links, link{Name: c.Name, File: b.files.of[diff.Entity{Kind: kind, Name: c.Name}]})
			}
		}
		if len(g.Links) > 0 {
			sortLinks(g.Links)
			v.Groups = append(v.Groups, g)
		}
	}
	return b.page(t.File, "changes", t.Title(), &v)
}
