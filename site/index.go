package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
)

// overview is the index of a site: the newest change sets, and the figures over time.
type overview struct {
	frame
	First, Last history.Stats
	Snapshots   int
	Methods     int
	// Years are the newest ones, Earlier the others; newest first.
	Years, Earlier []yearGroup
	Levels         []diff.Level
	Plots          []plot
}

// yearGroup is the change sets of a year, newest first.
type yearGroup struct {
	Year int
	File string
	Sets []changeSet
}

// yearPage is the timeline of a year.
type yearPage struct {
	frame
	Group           yearGroup
	Levels          []diff.Level
	Previous, Later *yearGroup
}

// figuresPage has the figures of every snapshot.
type figuresPage struct {
	frame
	Moments []history.Stats // newest first
}

// maxIndex is how many change sets the index lists, except that it has one year at least.
const maxIndex = 60

func (b *builder) overview() overview {
	v := overview{First: b.stats[0], Last: b.stats[len(b.stats)-1], Snapshots: len(b.stats), Levels: diff.Levels, Plots: plots(b.stats)}
	shown := 0
	for i, y := range b.years() {
		if shown += len(y.Sets); i > 0 && shown > maxIndex {
			v.Earlier = append(v.Earlier, y)
		} else {
			v.Years = append(v.Years, y)
		}
	}
	return v
}

// years groups the change sets, newest first.
func (b *builder) years() []yearGroup {
	var list []yearGroup
	for _, s := range slices.Backward(b.sets) {
		year := s.New.Time.UTC().Year()
		if n := len(list); n == 0 || list[n-1].Year != year {
			list = append(list, yearGroup{Year: year, File: fmt.Sprintf("year/%d.html", year)})
		}
		y := &list[len(list)-1]
		y.Sets = append(y.Sets, s)
	}
	return list
}

// writeTimeline writes a page for each year, and the figures as a table.
func (b *builder) writeTimeline() error {
	years := b.years()
	for i, y := range years {
		v := &yearPage{Group: y, Levels: diff.Levels}
		if i > 0 {
			v.Later = &years[i-1]
		}
		if i+1 < len(years) {
			v.Previous = &years[i+1]
		}
		if err := b.page(y.File, "year", strconv.Itoa(y.Year), v); err != nil {
			return err
		}
	}
	moments := slices.Clone(b.stats)
	slices.Reverse(moments)
	return b.page("figures.html", "figures", "Figures", &figuresPage{Moments: moments})
}

// topPage lists the sites of a data folder.
type topPage struct {
	frame
	Sites []overview
}

func writeTop(out Output, all []overview, around frame) error {
	around.Title, around.Top = cmp.Or(around.Home, "API references"), true
	v := &topPage{around, all}
	return create(out, "index.html", "top", v)
}
