package site

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// headline is one of the most important changes of a change set.
type headline struct {
	Name, Text string
	Level      diff.Level
}

// Limits of the headlines of a change set, and of the bytes of each.
const maxHeadlines, maxHeadline = 3, 120

// headlines chooses the most important changes, and counts the others.
func headlines(r *diff.Report) (list []headline, more int) {
	members := map[string]int{}
	for _, c := range r.Changes {
		members[c.Group]++
	}
	var chosen []diff.Change
	seen, named := map[string]bool{"": true}, map[string]bool{}
	for _, c := range r.Changes { // in order of level and kind
		if c.Because != "" || named[c.Name] || c.Group != "" && seen[c.Group] {
			continue
		}
		seen[c.Group], named[c.Name] = true, c.Group == ""
		chosen = append(chosen, c)
	}
	slices.SortStableFunc(chosen, func(a, b diff.Change) int { return cmp.Compare(weight(a), weight(b)) })
	shown := 0
	for _, c := range chosen[:min(maxHeadlines, len(chosen))] {
		h := headline{Name: terminal.Line(c.Subject()), Text: shorten(terminal.Line(c.Sentence()), maxHeadline), Level: c.Level}
		if n := members[c.Group]; c.Group != "" {
			h.Name = fmt.Sprintf("%d %ss", n, c.Kind)
			shown += n
		} else {
			shown++
		}
		list = append(list, h)
	}
	return list, len(r.Changes) - shown
}

// weight orders changes by how much a reader of a timeline wants to know: least first.
func weight(c diff.Change) int {
	if c.Schema != "" {
		return 7
	}
	method := c.Kind == model.KindMethod
	switch effect := c.Row().Effect; {
	case method && c.Row().Part == diff.PartEntity && effect != diff.Changed:
		return 0
	case method && c.Level == diff.Breaking:
		return 1
	case c.Level == diff.Breaking && c.Kind == model.KindConstructor:
		return 2
	case announcedBy(c):
		return 3
	case c.Row().Part == diff.PartEntity && c.Kind == model.KindConstructor:
		return 4
	case c.Level != diff.Docs:
		return 5
	}
	return 6
}
