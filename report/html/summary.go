package html

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// row is a kind in the summary table, with its bar.
type row struct {
	Kind  string
	Cells []cell
	// Entities are the numbers of added, removed and changed entities.
	Entities diff.Counts
	// Title describes the bar in words.
	Title string
}

// cell is the number of changes of a kind and a level, and its segment of the bar, in
// thousandths of the longest one.
type cell struct {
	Kind     string
	Level    diff.Level
	Count    int
	X, Width int
}

// rows counts the changes by kind and level.
func rows(r *diff.Report) []row {
	type square struct {
		kind  string
		level diff.Level
	}
	count := map[square]int{}
	for _, c := range r.Changes {
		count[square{string(c.Kind), c.Level}]++
	}
	all := options(r, kinds, kind)
	longest := slices.MaxFunc(all, func(a, b option) int { return cmp.Compare(a.Count, b.Count) }).Count
	var list []row
	for _, k := range all {
		out, words, before := row{Kind: k.Value, Entities: r.Summary.Entities[model.Kind(k.Value)]}, []string{}, 0
		for _, l := range diff.Levels {
			n := count[square{k.Value, l}]
			x, to := before*1000/longest, (before+n)*1000/longest
			out.Cells = append(out.Cells, cell{k.Value, l, n, x, to - x})
			words = append(words, fmt.Sprintf("%d %s", n, l))
			before += n
		}
		out.Title = k.Value + "s: " + strings.Join(words, ", ")
		list = append(list, out)
	}
	return list
}

// facet is one of the filters: checkboxes, or a list to choose from.
type facet struct {
	Name, Label string
	Boxes       bool
	Options     []option
}

// option is a choice of a filter, with its number of changes.
type option struct {
	Value string
	Count int
}

// levels and kinds are in the order of a report.
var (
	levels = names(diff.Levels)
	kinds  = names(diff.Kinds)
)

func names[T ~string](list []T) []string {
	var names []string
	for _, v := range list {
		names = append(names, string(v))
	}
	return names
}

// facets returns the filters with the choices that occur.
func facets(r *diff.Report) []facet {
	return []facet{
		{"level", "Level", true, options(r, levels, level)},
		{"kind", "Kind", true, options(r, kinds, kind)},
		{"direction", "Direction", false, options(r, names(diff.Directions), direction)},
		{"rule", "Rule", false, options(r, nil, func(c diff.Change) string { return c.Rule })},
		{"ns", "Namespace", false, options(r, nil, namespace)},
	}
}

func level(c diff.Change) string { return string(c.Level) }

func direction(c diff.Change) string { return cmp.Or(string(c.Direction), "-") }

func kind(c diff.Change) string { return string(c.Kind) }

// options counts the changes by value. Values that are not in order come last,
// alphabetically.
func options(r *diff.Report, order []string, of func(diff.Change) string) []option {
	count := map[string]int{}
	for _, c := range r.Changes {
		count[of(c)]++
	}
	var list []option
	for _, value := range slices.Sorted(maps.Keys(count)) {
		list = append(list, option{value, count[value]})
	}
	place := func(o option) int {
		if i := slices.Index(order, o.Value); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(list, func(a, b option) int { return cmp.Compare(place(a), place(b)) })
	return list
}
