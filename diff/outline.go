package diff

import (
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"

	"github.com/tlcrawl/tlcrawl/model"
)

// section is the changes of one level, by entity: what the printers for people
// show.
type section struct {
	level  Level
	count  int
	groups []group
}

// group is the changes of one level to one entity.
type group struct {
	kind    model.Kind
	name    string
	changes []Change
}

func outline(r *Report) []section {
	var sections []section
	for _, c := range r.Changes {
		if len(sections) == 0 || sections[len(sections)-1].level != c.Level {
			sections = append(sections, section{level: c.Level})
		}
		s := &sections[len(sections)-1]
		s.count++
		if n := len(s.groups); n == 0 || s.groups[n-1].kind != c.Kind || s.groups[n-1].name != c.Name {
			s.groups = append(s.groups, group{kind: c.Kind, name: c.Name})
		}
		g := &s.groups[len(s.groups)-1]
		g.changes = append(g.changes, c)
	}
	return sections
}

// meaning says what a level asks of the reader.
var meaning = map[Level]string{
	Breaking:   "code that uses these must change",
	Compatible: "code goes on working",
	Docs:       "only the words changed",
}

// headline says what was compared and how much changed, in one line.
func headline(r *Report) string {
	var b strings.Builder
	if r.Old.Source == r.New.Source {
		b.WriteString(terminal.Line(r.New.Source))
	} else {
		fmt.Fprintf(&b, "%s -> %s", terminal.Line(orUnknown(r.Old.Source)), terminal.Line(orUnknown(r.New.Source)))
	}
	if r.Old.Layer == r.New.Layer {
		fmt.Fprintf(&b, ", layer %d", r.New.Layer)
	} else {
		fmt.Fprintf(&b, ", layer %d -> %d", r.Old.Layer, r.New.Layer)
	}
	return strings.TrimPrefix(b.String(), ", ")
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

// wholeEntity tells whether the change is that an entity came or went.
func (c Change) wholeEntity() bool {
	switch c.Rule {
	case "method-added", "method-removed", "constructor-added", "constructor-removed", "type-added", "type-removed":
		return true
	}
	return false
}

// wordy tells whether Old and New are texts whose words are to be compared.
func (c Change) wordy() bool {
	switch c.Rule {
	case "description-changed", "param-description-changed", "error-description-changed", "related-changed",
		"section-changed", "documentation-added", "documentation-removed", "error-added", "error-removed":
		return c.Old != "" || c.New != ""
	}
	return false
}
