package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// listPage lists everything of a kind, by namespace.
type listPage struct {
	frame
	Kind   model.Kind
	Count  int // without removed ones
	Groups []group
	Gone   []link
	// Open is set if the list is short enough to be shown unfolded.
	Open bool
}

// maxOpen is how many names a list shows unfolded, maxSpace how many names without a
// namespace it has in one group.
const maxOpen, maxSpace = 100, 60

// writeLists writes the lists of methods, constructors and types.
func (b *builder) writeLists() error {
	for _, kind := range model.Kinds {
		v := &listPage{Kind: kind}
		var all []link
		for _, e := range entities(b.last) {
			if e.Kind == kind {
				all = append(all, b.link(e))
			}
		}
		for _, e := range b.goneEntities() {
			if e.Kind == kind {
				v.Gone = append(v.Gone, b.link(e))
			}
		}
		v.Count, v.Open, v.Groups = len(all), len(all) <= maxOpen, spaces(all)
		if err := b.page(string(kind)+"s.html", "list", plural(kind), v); err != nil {
			return err
		}
	}
	return nil
}

// plural is the heading of a list.
func plural(kind model.Kind) string {
	return strings.ToUpper(string(kind[:1])) + string(kind[1:]) + "s"
}

// spaces groups names by namespace. Those without one come first: elsewhere they would seem
// to belong to the one before. If they are many, they are grouped by letter.
func spaces(list []link) []group {
	bare := 0
	for _, l := range list {
		if namespace(l.Name) == "" {
			bare++
		}
	}
	return grouped(list, func(name string) string {
		if space := namespace(name); space != "" || bare <= maxSpace {
			return space
		}
		return " " + initial(name)
	})
}

// grouped groups links by a part of their names, in order. A group of a letter has a space
// before it, which sorts it before namespaces.
func grouped(list []link, of func(name string) string) []group {
	var groups []group
	at := map[string]int{}
	for _, l := range list {
		name := of(l.Name)
		if _, known := at[name]; !known {
			at[name] = len(groups)
			groups = append(groups, group{Name: name})
		}
		g := &groups[at[name]]
		g.Links = append(g.Links, l)
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(a.Name, b.Name) })
	for i := range groups {
		groups[i].Name = strings.TrimSpace(groups[i].Name)
	}
	return groups
}

func (b *builder) link(e diff.Entity) link { return link{Name: e.Name, File: b.files.of[e]} }

// namespace is the part of a name before the first dot.
func namespace(name string) string {
	if before, _, dotted := strings.Cut(name, "."); dotted {
		return before
	}
	return ""
}
