package report

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Headline returns one line that says what was compared and how much changed.
func Headline(r *diff.Report) string {
	if len(r.Changes) == 0 {
		return headline(r) + ": no changes"
	}
	return headline(r) + ": " + counts(r.Summary)
}

// ofLevel returns the changes of one level.
func ofLevel(r *diff.Report, l diff.Level) []diff.Change {
	var list []diff.Change
	for _, c := range r.Changes {
		if c.Level == l {
			list = append(list, c)
		}
	}
	return list
}

// headline returns one line that says what was compared and how much changed.
func headline(r *diff.Report) string {
	var b strings.Builder
	if r.Old.Source == r.New.Source {
		b.WriteString(terminal.Line(orUnknown(r.New.Source)))
	} else {
		fmt.Fprintf(&b, "%s -> %s", terminal.Line(orUnknown(r.Old.Source)), terminal.Line(orUnknown(r.New.Source)))
	}
	switch {
	case r.Old.Layer == 0 && r.New.Layer == 0: // two schemas without a layer
	case r.Old.Layer == r.New.Layer:
		fmt.Fprintf(&b, ", layer %d", r.New.Layer)
	default:
		fmt.Fprintf(&b, ", layer %d -> %d", r.Old.Layer, r.New.Layer)
	}
	return b.String()
}

func orUnknown(s string) string {
	if s == "" {
		return "a schema"
	}
	return s
}

// counts returns the number of changes of each level in words.
func counts(s diff.Summary) string {
	var parts []string
	for _, l := range diff.Levels {
		if n := s.Levels[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l))
		}
	}
	if s.Accepted > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", s.Accepted))
	}
	if s.LeftOut > 0 {
		parts = append(parts, fmt.Sprintf("%d not used and left out", s.LeftOut))
	}
	return strings.Join(parts, ", ")
}

// grid is the summary as a table, a row per kind: the number of changes of each level, and
// of added, removed and changed entities.
func grid(r *diff.Report) [][]string {
	rows := [][]string{{"", string(diff.Breaking), string(diff.Compatible), string(diff.Docs), "added", "removed", "changed"}}
	n := map[model.Kind]map[diff.Level]int{}
	for _, c := range r.Changes {
		if n[c.Kind] == nil {
			n[c.Kind] = map[diff.Level]int{}
		}
		n[c.Kind][c.Level]++
	}
	for _, k := range diff.Kinds {
		if n[k] == nil {
			continue
		}
		row := []string{string(k) + "s"}
		for _, l := range diff.Levels {
			row = append(row, fmt.Sprint(n[k][l]))
		}
		e := r.Summary.Entities[k]
		row = append(row, fmt.Sprint(e.Added), fmt.Sprint(e.Removed), fmt.Sprint(e.Changed))
		rows = append(rows, row)
	}
	return rows
}
