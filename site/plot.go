package site

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/history"
)

// plot is one figure over time, drawn in a box of plotWidth by plotHeight.
type plot struct {
	Name, Now string
	// Title describes the plot.
	Title      string
	Path       string
	Dots       []dot
	Low, High  mark
	Layers     []mark
	Start, End string
}

// mark is a labelled line: for a layer, or for the lowest or highest value.
type mark struct{ At, Label string }

type dot struct{ X, Y, Title string }

// The box, and the area of the curve in it.
const (
	plotWidth, plotHeight = 320, 150
	left, right           = 46.0, plotWidth - 14.0 // next to the values, and half a label
	top, bottom           = 26.0, plotHeight - 26.0
)

// The maximum number of snapshots with dots, and the width of a layer's label.
const maxDots, labelWidth = 40, 28.0

// figure is a figure to plot.
type figure struct {
	name string
	of   func(history.Stats) (value float64, shown string)
}

var figures = []figure{
	{"Methods", func(m history.Stats) (float64, string) { return float64(m.Methods), strconv.Itoa(m.Methods) }},
	{"Constructors", func(m history.Stats) (float64, string) { return float64(m.Constructors), strconv.Itoa(m.Constructors) }},
	{"Errors", func(m history.Stats) (float64, string) { return float64(m.Errors), strconv.Itoa(m.Errors) }},
	{"Documented", func(m history.Stats) (float64, string) {
		return float64(m.Documented) / float64(max(m.Known, 1)), m.Share()
	}},
}

// plots draws every figure that any snapshot has.
func plots(all []history.Stats) []plot {
	var list []plot
	for _, f := range figures {
		var known []history.Stats
		for _, m := range all {
			if _, shown := f.of(m); shown != "" {
				known = append(known, m)
			}
		}
		if len(known) > 0 {
			list = append(list, draw(f, known))
		}
	}
	return list
}

func draw(f figure, list []history.Stats) plot {
	first, last := list[0], list[len(list)-1]
	_, from := f.of(first)
	_, now := f.of(last)
	p := plot{Name: f.name, Now: now, Start: first.Date(), End: last.Date(), Layers: layerMarks(list)}
	p.Title = fmt.Sprintf("%s: %s on %s, layer %d", f.name, now, last.Date(), last.Layer)
	if len(list) > 1 {
		p.Title += fmt.Sprintf("; %s on %s, layer %d", from, first.Date(), first.Layer)
	}
	y := p.scale(f, list)
	var path strings.Builder
	for i, m := range list {
		value, shown := f.of(m)
		px, py := number(x(list, i)), number(y(value))
		if i == 0 {
			fmt.Fprintf(&path, "M%s %s", px, py)
		} else {
			fmt.Fprintf(&path, "H%sV%s", px, py) // the value is constant until the next one
		}
		if len(list) <= maxDots {
			p.Dots = append(p.Dots, dot{px, py, fmt.Sprintf("%s, layer %d: %s", m.Date(), m.Layer, shown)})
		}
	}
	p.Path = path.String()
	return p
}

// scale marks the lowest and the highest value, and returns the position of a value.
func (p *plot) scale(f figure, list []history.Stats) func(float64) float64 {
	low, high := list[0], list[0]
	for _, m := range list {
		value, _ := f.of(m)
		if least, _ := f.of(low); value < least {
			low = m
		}
		if most, _ := f.of(high); value > most {
			high = m
		}
	}
	least, lowest := f.of(low)
	most, highest := f.of(high)
	y := func(value float64) float64 {
		if most == least {
			return (top + bottom) / 2
		}
		return bottom - (value-least)/(most-least)*(bottom-top)
	}
	p.High = mark{number(y(most)), highest}
	if most != least {
		p.Low = mark{number(y(least)), lowest}
	}
	return y
}

// x returns the position of the i-th snapshot.
func x(list []history.Stats, i int) float64 {
	first, last := list[0].Time, list[len(list)-1].Time
	if !last.After(first) {
		return (left + right) / 2
	}
	return left + float64(list[i].Time.Sub(first))/float64(last.Sub(first))*(right-left)
}

// layerMarks returns marks where another layer begins; overlapping labels are left out.
func layerMarks(list []history.Stats) []mark {
	var marks []mark
	free := 0.0
	for i, m := range list {
		if i > 0 && m.Layer == list[i-1].Layer {
			continue
		}
		at := x(list, i)
		mark := mark{At: number(at)}
		if at >= free {
			mark.Label, free = strconv.Itoa(m.Layer), at+labelWidth
		}
		marks = append(marks, mark)
	}
	return marks
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
