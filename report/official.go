package report

import (
	"io"
	"slices"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Official prints what changed in the schema as Telegram's own /api/layers does, in
// Markdown. Like that page it omits types, errors, access, descriptions and the order of
// parameters. A renamed entity is one deleted and one new.
func Official(w io.Writer, r *diff.Report, _ Options) error {
	return changelog.Markdown(w, Changelog(r))
}

// Changelog returns the changes of methods and constructors as data of that page.
func Changelog(r *diff.Report) changelog.Layer {
	l := changelog.Layer{Layer: r.New.Layer}
	for _, c := range r.Changes {
		if c.Kind != model.KindMethod && c.Kind != model.KindConstructor || c.Schema != "" {
			continue // the page lists the changes of the API's schema
		}
		switch c.Row().Listing {
		case diff.ListedNew:
			l.New = append(l.New, inList(c.Kind, c.Name, c.New))
		case diff.ListedDeleted:
			l.Deleted = append(l.Deleted, inList(c.Kind, c.Name, c.Old))
		case diff.ListedRenamed:
			l.New = append(l.New, inList(c.Kind, c.New, ""))
			l.Deleted = append(l.Deleted, inList(c.Kind, c.Old, ""))
		default:
			l.Changed = note(l.Changed, c)
		}
	}
	l.Changed = slices.DeleteFunc(l.Changed, func(e changelog.Entry) bool {
		return slices.ContainsFunc(l.New, func(n changelog.Entry) bool { return n.Kind == e.Kind && n.Name == e.Name })
	})
	l.Sort()
	for _, e := range l.Changed {
		slices.SortStableFunc(e.Added, func(a, b model.Param) int { return flagsFirst(a.Type, b.Type) })
		slices.SortStableFunc(e.Removed, func(a, b model.Param) int { return flagsFirst(a.Type, b.Type) })
	}
	return l
}

// flagsFirst sorts the field of flags before those that need it.
func flagsFirst(a, b string) int {
	switch {
	case a == "#" && b != "#":
		return -1
	case b == "#" && a != "#":
		return 1
	}
	return 0
}

func inList(kind model.Kind, name, line string) changelog.Entry {
	e := changelog.Entry{Kind: kind, Name: name}
	if c, err := model.ParseCombinator(line); err == nil {
		e.Params = c.Params
	}
	return e
}

// note adds a change to an entity's entry, if the page would list it.
func note(list []changelog.Entry, c diff.Change) []changelog.Entry {
	var more changelog.Entry
	switch c.Row().Listing {
	case diff.ListedParamAdded:
		more.Added = []model.Param{{Name: c.Param, Type: c.New}}
	case diff.ListedParamRemoved:
		more.Removed = []model.Param{{Name: c.Param, Type: c.Old}}
	case diff.ListedParamRetyped:
		more.Retyped = []changelog.Retyped{{Name: c.Param, Old: c.Old, New: c.New}}
	case diff.ListedParamRenamed:
		more.Removed = []model.Param{{Name: c.Old}}
		more.Added = []model.Param{{Name: c.New}}
	case diff.ListedResult:
		more.Result = &changelog.Result{Old: c.Old, New: c.New}
	default:
		return list
	}
	i := slices.IndexFunc(list, func(e changelog.Entry) bool { return e.Kind == c.Kind && e.Name == c.Name })
	if i < 0 {
		list, i = append(list, changelog.Entry{Kind: c.Kind, Name: c.Name}), len(list)
	}
	list[i].Add(more)
	return list
}
