package upcoming

import (
	"cmp"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// item merges the findings of one item: those of sites come first.
func (c *collection) item(k key, found []finding) Item {
	i := Item{Kind: k.kind, Name: k.name, Schema: k.schema, Line: bestLine(found), Status: Provisional}
	i.SiteLine = c.lines.lines[k]
	first := found[0]
	for _, f := range found {
		if cmp.Or(f.Since.Compare(first.Since), compareBool(first.OrEarlier, f.OrEarlier)) < 0 {
			first = f
		}
		i.Description = cmp.Or(i.Description, f.description)
		if len(i.Params) == 0 {
			i.Params = f.params
		}
		if f.owner == "" {
			i.Layer, i.Status = max(i.Layer, f.first), Final
			if f.gone {
				i.Status = Gone
			}
		}
		if f.line != i.Line && f.owner != "" {
			f.Line = f.line
		}
		i.Seen = append(i.Seen, f.Seen)
	}
	i.Since, i.OrEarlier = first.Since, first.OrEarlier
	if i.Layer == 0 {
		i.Layer = lowest(found)
	}
	if i.Status == Provisional && agreed(found, i.Line) > 1 {
		i.Status = Final
	}
	if combinator, err := model.ParseCombinator(i.Line); err == nil {
		i.Params = plain(combinator.Params)
	}
	return i
}

// bestLine is the line in the client with the highest layer; of equal ones that on which most
// agree, then the first.
func bestLine(found []finding) string {
	best := slices.MaxFunc(found, func(a, b finding) int {
		return cmp.Or(compareBool(a.line != "", b.line != ""), cmp.Compare(a.Layer, b.Layer), cmp.Compare(agreed(found, a.line), agreed(found, b.line)))
	})
	return best.line
}

// agreed counts the independent clients that have a line.
func agreed(found []finding, line string) int {
	owners := map[string]bool{}
	for _, f := range found {
		if f.owner != "" && body(f.line) == body(line) {
			owners[f.owner] = true
		}
	}
	return len(owners)
}

// lowest is the lowest known layer since which a client has it.
func lowest(found []finding) (layer int) {
	for _, f := range found {
		if f.first > 0 && (layer == 0 || f.first < layer) {
			layer = f.first
		}
	}
	return layer
}

// compareBool compares as false < true.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}
