package site

import "slices"

// overview is the index of a site: the figures over the years, and all change sets.
type overview struct {
	frame
	First, Last moment
	Plots       []plot
	Moments     []moment    // newest first
	Sets        []changeSet // newest first
}

func (b *builder) overview() overview {
	v := overview{
		First: b.moments[0], Last: b.moments[len(b.moments)-1],
		Plots: plots(b.moments), Moments: slices.Clone(b.moments), Sets: slices.Clone(b.sets),
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

func writeTop(out Output, all []overview) error {
	v := &topPage{frame{Title: "API references", Top: true}, all}
	return create(out, "index.html", "top", v)
}
