package site

import (
	"cmp"
	"html/template"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Coming is something that is not in the site's schema yet.
type Coming struct {
	Kind model.Kind
	Name string
	// Line is its schema line; empty if it is unknown.
	Line string
	// Where says where it was seen: the site, or the name of another source.
	Where string
	// Since is the day of the first snapshot that has it, as in 2026-06-13; empty if that is
	// unknown.
	Since string
	// Provisional is set as long as it may still change or vanish.
	Provisional bool
}

// comingPage lists what is announced.
type comingPage struct {
	frame
	Items []comingItem
	Leads template.HTML
}

// comingItem is a row of that list.
type comingItem struct {
	Coming
	File string
	Line []piece
}

// announcedItems are what the site itself announces: the layer is known, the line is not.
// An entity of an earlier layer is gone, not coming.
func (b *builder) announcedItems() []Coming {
	var list []Coming
	for _, e := range announced(b.last) {
		if availableAsOf(find(b.last, e)) > b.last.Layer {
			list = append(list, Coming{Kind: e.Kind, Name: e.Name, Where: "the site", Since: b.lifeOf(e).start.Date()})
		}
	}
	return list
}

// availableAsOf is the layer of the page of an announced entity.
func availableAsOf(is any) int {
	switch is := is.(type) {
	case *model.Method:
		return is.AvailableAsOf
	case *model.Constructor:
		return is.AvailableAsOf
	case *model.Type:
		return is.AvailableAsOf
	}
	return 0
}

// writeComing writes the list of what is coming, from the site and from elsewhere. What both
// have is listed once, with the line.
func (b *builder) writeComing(more []Coming, leads template.HTML) error {
	list := slices.Clone(more)
	for _, own := range b.announcedItems() {
		if !slices.ContainsFunc(more, func(c Coming) bool { return c.Kind == own.Kind && c.Name == own.Name }) {
			list = append(list, own)
		}
	}
	return b.page("coming.html", "coming", "Coming", &comingPage{Items: b.comingItems(list), Leads: leads})
}

// comingItems orders the items by kind and name, and links them.
func (b *builder) comingItems(list []Coming) []comingItem {
	slices.SortStableFunc(list, func(x, y Coming) int {
		return cmp.Or(cmp.Compare(slices.Index(model.Kinds, x.Kind), slices.Index(model.Kinds, y.Kind)), cmp.Compare(x.Name, y.Name))
	})
	var items []comingItem
	for _, c := range list {
		c.Name, c.Where = terminal.Line(c.Name), terminal.Line(c.Where)
		items = append(items, comingItem{c, b.files.of[diff.Entity{Kind: c.Kind, Name: c.Name}], b.schema(c.Line)})
	}
	return items
}
