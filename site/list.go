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
}

// writeLists writes the lists of methods, constructors and types.
func (b *builder) writeLists() error {
	for _, kind := range model.Kinds {
		v := &listPage{Kind: kind}
		at := map[string]int{} // namespace -> its index in Groups
		for _, e := range entities(b.last) {
			if e.Kind != kind {
				continue
			}
			v.Count++
			space := namespace(e.Name)
			if _, known := at[space]; !known {
				at[space] = len(v.Groups)
				v.Groups = append(v.Groups, group{Name: space})
			}
			g := &v.Groups[at[space]]
			g.Links = append(g.Links, b.link(e))
		}
		for _, e := range b.goneEntities() {
			if e.Kind == kind {
				v.Gone = append(v.Gone, b.link(e))
			}
		}
		// Names without a namespace come first: elsewhere they would seem to belong to the one before.
		slices.SortStableFunc(v.Groups, func(a, b group) int { return cmp.Compare(a.Name, b.Name) })
		title := strings.ToUpper(string(kind[:1])) + string(kind[1:]) + "s"
		if err := b.page(string(kind)+"s.html", "list", title, v); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) link(e diff.Entity) link { return link{Name: e.Name, File: b.files.of[e]} }

// namespace is the part of a name before the first dot.
func namespace(name string) string {
	if before, _, dotted := strings.Cut(name, "."); dotted {
		return before
	}
	return ""
}
