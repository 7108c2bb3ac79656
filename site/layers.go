package site

import (
	"fmt"
	"maps"
	"slices"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// layerState is a layer as it last was.
type layerState struct {
	Layer int
	// First and Last are its first and its last snapshot.
	First, Last history.Stats
	lines       schemaLines
}

// layersPage lists the layers.
type layersPage struct {
	frame
	Layers []layerRow // newest first
}

type layerRow struct {
	layerState
	File, SinceFile           string
	New, Changed, Deleted     int
	FromFirst, WithoutChanges bool
}

// layerPage is what a layer changed in the words of the site's own list of layers: against
// the layer before it, or up to the newest one.
type layerPage struct {
	frame
	State              layerState
	Before             *layerState // nil for the first one
	Newest             layerState
	ToNewest           bool
	File, SinceFile    string
	Lists              []officialList
	Sets               []changeSet
	PreviousF, NextF   string
	PreviousN, NextN   int
	New, Changed, Gone int
}

// officialList is a heading of that list with its items.
type officialList struct {
	Title string
	Items []officialItem
}

// officialItem is a sentence about an entity.
type officialItem struct {
	Says []piece
	link
}

// layerStates returns the layers in order, each as it last was. What the newest snapshot
// has is taken back step by step.
func (b *builder) layerStates() []layerState {
	now := linesOf(b.last)
	states := map[int]*layerState{}
	set := len(b.sets) - 1
	for _, at := range slices.Backward(b.stats) {
		if states[at.Layer] == nil {
			states[at.Layer] = &layerState{Layer: at.Layer, Last: at, lines: maps.Clone(now)}
		}
		states[at.Layer].First = at
		if set >= 0 && b.sets[set].New == at {
			now.undo(b.lines[set])
			set--
		}
	}
	var list []layerState
	for _, layer := range slices.Sorted(maps.Keys(states)) {
		list = append(list, *states[layer])
	}
	return list
}

// writeLayers writes two pages for each layer, and the list of layers.
func (b *builder) writeLayers() error {
	states := b.layerStates()
	newest := states[len(states)-1]
	v := &layersPage{}
	for i, s := range states {
		page := &layerPage{State: s, Newest: newest, File: layerFile(s.Layer), Sets: b.setsOf(s.Layer)}
		if i > 0 {
			page.Before, page.PreviousF, page.PreviousN = &states[i-1], layerFile(states[i-1].Layer), states[i-1].Layer
			page.show(b, official(s.Layer, states[i-1].lines, s.lines))
		}
		if i+1 < len(states) {
			page.NextF, page.NextN = layerFile(states[i+1].Layer), states[i+1].Layer
			page.SinceFile = sinceFile(s.Layer)
			if err := b.writeSince(s, newest); err != nil {
				return err
			}
		}
		if err := b.page(page.File, "layer", fmt.Sprintf("Layer %d", s.Layer), page); err != nil {
			return err
		}
		v.Layers = append(v.Layers, layerRow{
			layerState: s, File: page.File, SinceFile: page.SinceFile, New: page.New, Changed: page.Changed, Deleted: page.Gone,
			FromFirst: i == 0, WithoutChanges: len(page.Lists) == 0,
		})
	}
	slices.Reverse(v.Layers)
	return b.page("layers.html", "layers", "Layers", v)
}

// writeSince writes what changed from a layer to the newest one.
func (b *builder) writeSince(s, newest layerState) error {
	page := &layerPage{State: s, Newest: newest, ToNewest: true, File: layerFile(s.Layer)}
	page.show(b, official(newest.Layer, s.lines, newest.lines))
	return b.page(sinceFile(s.Layer), "layer", fmt.Sprintf("Layer %d → %d", s.Layer, newest.Layer), page)
}

func layerFile(layer int) string { return fmt.Sprintf("layer/%d.html", layer) }

func sinceFile(layer int) string { return fmt.Sprintf("layer/%d-newest.html", layer) }

// setsOf returns the change sets that led to a layer or within it, newest first.
func (b *builder) setsOf(layer int) []changeSet {
	var list []changeSet
	for _, s := range slices.Backward(b.sets) {
		if s.New.Layer == layer {
			list = append(list, s)
		}
	}
	return list
}

// show fills the lists in the order of the site's own page.
func (v *layerPage) show(b *builder, l changelog.Layer) {
	v.New, v.Changed, v.Gone = len(l.New), len(l.Changed), len(l.Deleted)
	for _, kind := range []model.Kind{model.KindMethod, model.KindConstructor} {
		for _, part := range []struct {
			verb string
			list []changelog.Entry
		}{{"New ", l.New}, {"Changed ", l.Changed}, {"Deleted ", l.Deleted}} {
			o := officialList{Title: part.verb + plural(kind)}
			for _, e := range part.list {
				if e.Kind == kind {
					o.Items = append(o.Items, officialItem{says(e), b.link(diff.Entity{Kind: kind, Name: e.Name})})
				}
			}
			if len(o.Items) > 0 {
				v.Lists = append(v.Lists, o)
			}
		}
	}
}

// says returns the sentence of the site's own list about an entity, up to its name.
func says(e changelog.Entry) []piece {
	var list []piece
	for _, w := range changelog.Sentence(e) {
		switch {
		case w.Strong:
			list = append(list, piece{Text: terminal.Line(w.Text), Strong: true})
		case w.Entity == "":
			list = append(list, piece{Text: w.Text})
		}
	}
	return list
}
