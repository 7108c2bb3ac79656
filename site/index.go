package site

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/history"
)

// overview is the index of a site: the figures over time, and all change sets.
type overview struct {
	frame
	First, Last history.Stats
	Plots       []plot
	Moments     []history.Stats // newest first
	Sets        []changeSet     // newest first
}

func (b *builder) overview() overview {
	v := overview{
		First: b.stats[0], Last: b.stats[len(b.stats)-1],
		Plots: plots(b.stats), Moments: slices.Clone(b.stats), Sets: slices.Clone(b.sets),
	}
	slices.Reverse(v.Moments)
	slices.Reverse(v.Sets)
	return v
}

// topPage lists the sites of a data folder.
type topPage struct {
	frame
	Sites []overview
}

func writeTop(out Output, all []overview, served bool) error {
	v := &topPage{frame{Title: "API references", Top: true, Served: served}, all}
	return create(out, "index.html", "top", v)
}
