package html

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
)

// body is a report for the templates: every text is clean, every address is generated.
type body struct {
	Site, Layers string
	Number       string // changes
	Accepted     int
	LeftOut      int
	Worst        diff.Level
	Severe       int // the number of changes of the most severe level
	Rows         []row
	Facets       []facet
	Sections     []section
}

// section is the changes of one level.
type section struct {
	Level   diff.Level
	Meaning string
	Count   int
	Groups  []group
}

// group is the changes of one level to one entity.
type group struct {
	Kind, Name, Address string
	// Note is the direction, the schema and its layer.
	Note string
	// Alike are the changes of a folded group.
	Alike   []change
	Schema  *schema
	Changes []change
}

// change is one change, with those that follow from it.
type change struct {
	ID, Rule, Kind, Name, Namespace string
	Direction                       string
	Level                           diff.Level
	Sign, Mark                      string
	// Subject is the entity, if the heading does not name it. Also is set if the change
	// follows from another one.
	Subject  string
	Also     bool
	Sentence []phrase
	// Line is the schema line of an entity that was added or removed.
	Line    folded
	Prose   []segment
	Follows []change
}

func newBody(r *diff.Report) body {
	worst, _ := r.Worst()
	b := body{
		Site: sites(r), Layers: layers(r), Number: number(len(r.Changes)), Accepted: r.Summary.Accepted, LeftOut: r.Summary.LeftOut,
		Worst: worst, Severe: r.Summary.Levels[worst], Rows: rows(r), Facets: facets(r),
	}
	shown := map[diff.Entity]bool{}
	for _, s := range report.Outline(r) {
		sec := section{Level: s.Level, Meaning: s.Level.Meaning(), Count: s.Count}
		for _, g := range s.Groups {
			sec.Groups = append(sec.Groups, newGroup(r, g, shown))
		}
		if len(sec.Groups) > 0 { // else all are shown under more severe changes
			b.Sections = append(b.Sections, sec)
		}
	}
	return b
}

// newGroup shows the schema unfolded at the first group of the entity.
func newGroup(r *diff.Report, g report.Group, shown map[diff.Entity]bool) group {
	e := g.Entity
	out := group{Kind: string(g.Kind), Name: terminal.Line(g.Title()), Note: note(g), Address: address(r.New.Source, g.Kind, g.Name)}
	if g.Schema != "" {
		out.Address = ""
	}
	for _, c := range g.Alike {
		one := newChange(c)
		one.Subject, one.Prose = terminal.Line(c.Subject()), nil
		out.Alike = append(out.Alike, one)
	}
	if g.Alike != nil {
		out.Address, out.Changes = "", []change{newChange(g.Changes[0].Change)}
		return out
	}
	if lines, ok := r.Lines[e]; ok && (!shown[e] || g.Changes[0].Level != diff.Docs) {
		out.Schema = newSchema(lines, !shown[e])
	}
	shown[e] = true
	for _, c := range g.Changes {
		if c.Whole() && c.New == "" {
			out.Address = address(r.Old.Source, g.Kind, g.Name)
		}
		one := newChange(c.Change)
		for _, f := range c.Follows {
			follow := newChange(f)
			follow.Also = true
			if f.Name != c.Name {
				follow.Subject = terminal.Line(f.Subject())
			}
			one.Follows = append(one.Follows, follow)
		}
		out.Changes = append(out.Changes, one)
	}
	return out
}

func newChange(c diff.Change) change {
	out := change{
		ID: c.ID, Rule: c.Rule, Level: c.Level, Direction: cmp.Or(string(c.Direction), "-"), Kind: string(c.Kind), Name: terminal.Line(c.Name), Namespace: namespace(c),
		Sign: signs[c.Row().Effect].name, Mark: signs[c.Row().Effect].mark, Sentence: sentence(c),
	}
	switch {
	case c.Whole():
		if line := terminal.Line(c.Old + c.New); line != out.Name {
			out.Line = fold(line, opening, 0)
		}
	case c.Prose():
		out.Prose = compare(c.Old, c.New)
	}
	return out
}

// note returns the direction of an entity, and its schema if it is not the API's.
func note(g report.Group) string {
	var parts []string
	if g.Kind != model.KindMethod && g.Direction != "" {
		parts = append(parts, g.Direction.String())
	}
	if g.Schema != "" {
		parts = append(parts, g.Schema)
	}
	if g.Section != "" {
		parts = append(parts, g.Section)
	}
	return strings.Join(parts, ", ")
}

// namespace is the part of a name before the first dot, or "-".
func namespace(c diff.Change) string {
	if before, _, dotted := strings.Cut(terminal.Line(c.Name), "."); dotted {
		return before
	}
	return "-"
}

func number(changes int) string {
	if changes == 1 {
		return "1 change"
	}
	return fmt.Sprintf("%d changes", changes)
}

// sites and layers describe what was compared.
func sites(r *diff.Report) string {
	old, new := name(r.Old.Source), name(r.New.Source)
	if old == new {
		return new
	}
	return old + " → " + new
}

func name(source string) string { return cmp.Or(terminal.Line(source), "a schema") }

func layers(r *diff.Report) string {
	switch {
	case r.Old.Layer == 0 && r.New.Layer == 0: // two schemas without a layer
		return ""
	case r.Old.Layer == r.New.Layer:
		return fmt.Sprintf("layer %d", r.New.Layer)
	default:
		return fmt.Sprintf("layer %d → %d", r.Old.Layer, r.New.Layer)
	}
}
