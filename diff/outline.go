package diff

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Section is the changes of one level, by entity: what reports for people show.
type Section struct {
	Level Level
	// Count is how many changes there are, with those that are told under others.
	Count  int
	Groups []Group
}

// Group is the changes of one level to one entity.
type Group struct {
	Kind    model.Kind
	Name    string
	Changes []Told
}

// Told is a change with those that follow from it, which are told under it.
type Told struct {
	Change
	Follows []Change
}

// Outline is the report as people read it: the gravest level first, the changes to one
// entity together, and under each change what follows from it.
func Outline(r *Report) []Section {
	follows := consequences(r)
	var sections []Section
	for _, c := range r.Changes {
		if len(sections) == 0 || sections[len(sections)-1].Level != c.Level {
			sections = append(sections, Section{Level: c.Level, Count: r.Summary.Levels[c.Level]})
		}
		if follows.under[c.ID] != "" {
			continue
		}
		s := &sections[len(sections)-1]
		if n := len(s.Groups); n == 0 || s.Groups[n-1].Kind != c.Kind || s.Groups[n-1].Name != c.Name {
			s.Groups = append(s.Groups, Group{Kind: c.Kind, Name: c.Name})
		}
		g := &s.Groups[len(s.Groups)-1]
		g.Changes = append(g.Changes, Told{c, follows.of[c.ID]})
	}
	return sections
}

// causes says which change is told under which.
type causes struct {
	under map[string]string   // ID -> ID of the change that it is told under
	of    map[string][]Change // the other way round, in the order of the report
}

// consequences finds for every change that follows from another one in the report the
// one at the root.
func consequences(r *Report) causes {
	because := map[string]string{}
	for _, c := range r.Changes {
		because[c.ID] = c.Because
	}
	all := causes{map[string]string{}, map[string][]Change{}}
	for _, c := range r.Changes {
		root := c.ID
		for range r.Changes { // no chain is longer
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

// Meaning says what a level asks of the reader.
func (l Level) Meaning() string {
	switch l {
	case Breaking:
		return "code that uses these must change"
	case Compatible:
		return "code goes on working"
	default:
		return "only the words changed"
	}
}

// Sign tells at the first look whether something is Gone, New, or another than before.
func (c Change) Sign() Op {
	switch {
	case strings.HasSuffix(c.Rule, "-removed"), strings.HasSuffix(c.Rule, "-narrowed"):
		return Gone
	case strings.HasSuffix(c.Rule, "-added"), strings.HasSuffix(c.Rule, "-widened"):
		return New
	default:
		return Same
	}
}

// headline says what was compared and how much changed, in one line.
func headline(r *Report) string {
	var b strings.Builder
	if r.Old.Source == r.New.Source {
		b.WriteString(terminal.Line(orUnknown(r.New.Source)))
	} else {
		fmt.Fprintf(&b, "%s -> %s", terminal.Line(orUnknown(r.Old.Source)), terminal.Line(orUnknown(r.New.Source)))
	}
	switch {
	case r.Old.Layer == 0 && r.New.Layer == 0: // two schemas that do not say
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

// counts says how many changes there are of each level.
func counts(s Summary) string {
	var parts []string
	for _, l := range Levels {
		if n := s.Levels[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l))
		}
	}
	if s.Accepted > 0 {
		parts = append(parts, fmt.Sprintf("%d accepted", s.Accepted))
	}
	return strings.Join(parts, ", ")
}

// grid is the summary as a table: a row a kind, a column a level.
func grid(r *Report) [][]string {
	rows := [][]string{{"", string(Breaking), string(Compatible), string(Docs)}}
	n := map[model.Kind]map[Level]int{}
	for _, c := range r.Changes {
		if n[c.Kind] == nil {
			n[c.Kind] = map[Level]int{}
		}
		n[c.Kind][c.Level]++
	}
	for _, k := range kinds {
		if n[k] == nil {
			continue
		}
		row := []string{string(k) + "s"}
		for _, l := range Levels {
			row = append(row, fmt.Sprint(n[k][l]))
		}
		rows = append(rows, row)
	}
	return rows
}

// Whole tells whether the change is that an entity came or went.
func (c Change) Whole() bool {
	switch c.Rule {
	case "method-added", "method-removed", "constructor-added", "constructor-removed", "type-added", "type-removed":
		return true
	}
	return false
}

// Prose tells whether Old and New are texts whose words are to be compared.
func (c Change) Prose() bool {
	switch c.Rule {
	case "description-changed", "param-description-changed", "error-description-changed", "related-changed",
		"section-changed", "table-description-changed", "documentation-added", "documentation-removed", "error-added", "error-removed":
		return c.Old != "" || c.New != ""
	}
	return false
}
