package site

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// schemaLines are the lines of a schema by method and constructor. A line is empty where no
// source has it.
type schemaLines map[diff.Entity]string

// lineChange is a change of a line; Old or New is nil if the entity was not there.
type lineChange struct {
	of       diff.Entity
	old, new *string
}

// lineChanges returns how the lines of the API's schema changed.
func lineChanges(r *diff.Report) []lineChange {
	var list []lineChange
	done := map[diff.Entity]bool{}
	add := func(kind model.Kind, name string, old, new *string) {
		list = append(list, lineChange{diff.Entity{Kind: kind, Name: name}, old, new})
	}
	for _, c := range r.Changes {
		if c.Schema != "" || c.Kind != model.KindMethod && c.Kind != model.KindConstructor {
			continue
		}
		lines, differ := r.Lines[c.Entity()]
		switch {
		case c.Whole() && c.Old == "":
			add(c.Kind, c.Name, nil, &c.New)
		case c.Whole() && c.New == "":
			add(c.Kind, c.Name, &c.Old, nil)
		case c.Renamed():
			add(c.Kind, c.Old, &lines.Old, nil)
			add(c.Kind, c.New, nil, &lines.New)
			done[c.Entity()] = true
		case differ && !done[c.Entity()]:
			add(c.Kind, c.Name, &lines.Old, &lines.New)
			done[c.Entity()] = true
		}
	}
	return list
}

// linesOf returns the lines of a snapshot's schema.
func linesOf(s *model.Snapshot) schemaLines {
	all := schemaLines{}
	for name, m := range s.Methods {
		all[diff.Entity{Kind: model.KindMethod, Name: name}] = cmp.Or(m.SchemaTL, m.TL)
	}
	for name, c := range s.Constructors {
		all[diff.Entity{Kind: model.KindConstructor, Name: name}] = cmp.Or(c.SchemaTL, c.TL)
	}
	return all
}

// undo takes back the changes of a change set.
func (l schemaLines) undo(list []lineChange) {
	for _, c := range slices.Backward(list) {
		switch {
		case c.old != nil:
			l[c.of] = *c.old
		default:
			delete(l, c.of)
		}
	}
}

// official returns the changes between two schemas as the site's own list of layers has
// them. It says the same as report.Changelog of a comparison, and is faster: no line that
// stays is parsed.
func official(layer int, old, new schemaLines) changelog.Layer {
	l := changelog.Layer{Layer: layer}
	for e := range maps.Keys(new) {
		switch was, is := old[e], new[e]; {
		case !has(old, e):
			l.New = append(l.New, changelog.Entry{Kind: e.Kind, Name: e.Name})
		case was != is && was != "" && is != "":
			if c := changedEntry(e, was, is); c.Says() {
				l.Changed = append(l.Changed, c)
			}
		}
	}
	for e := range maps.Keys(old) {
		if !has(new, e) {
			l.Deleted = append(l.Deleted, changelog.Entry{Kind: e.Kind, Name: e.Name})
		}
	}
	l.Sort()
	return l
}

func has(l schemaLines, e diff.Entity) bool {
	_, there := l[e]
	return there
}

// changedEntry compares two lines of an entity.
func changedEntry(of diff.Entity, was, is string) changelog.Entry {
	e := changelog.Entry{Kind: of.Kind, Name: of.Name}
	old, err := model.ParseCombinator(was)
	if err != nil {
		return e
	}
	new, err := model.ParseCombinator(is)
	if err != nil {
		return e
	}
	had, has := paramTypes(old.Params), paramTypes(new.Params)
	for _, p := range new.Params {
		switch before, stayed := had[p.Name]; {
		case !stayed:
			e.Added = append(e.Added, p)
		case before != p.Type:
			e.Retyped = append(e.Retyped, changelog.Retyped{Name: p.Name, Old: before, New: p.Type})
		}
	}
	for _, p := range old.Params {
		if _, stays := has[p.Name]; !stays {
			e.Removed = append(e.Removed, p)
		}
	}
	slices.SortStableFunc(e.Added, flagsFirst)
	slices.SortStableFunc(e.Removed, flagsFirst)
	if old.Result != new.Result {
		e.Result = &changelog.Result{Old: old.Result, New: new.Result}
	}
	return e
}

// flagsFirst sorts the field of flags before those that need it, as the site's list does.
func flagsFirst(a, b model.Param) int {
	rank := func(p model.Param) int {
		if p.Type == "#" {
			return 0
		}
		return 1
	}
	return rank(a) - rank(b)
}

func paramTypes(list []model.Param) map[string]string {
	types := map[string]string{}
	for _, p := range list {
		types[p.Name] = p.Type
	}
	return types
}
