package web

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// schema is two lines of the schema side by side, a parameter a row.
type schema struct {
	Open bool
	Runs []run
}

// run is some rows; a folded one is of many that are the same on both sides.
type run struct {
	Folded bool
	Rows   []pair
}

// pair is a row: the same part of both lines, or a part that only one of them has, or
// has in that place.
type pair struct {
	Sign     string // gone, new, changed, moved or nothing
	Old, New []stretch
}

// Rows that did not change are shown this many beside one that did.
const near = 2

// maxAligned bounds the parameters that are aligned; the longest line of the real
// schema has some 60.
const maxAligned = 500

// newSchema aligns two lines by the names of their parameters, but for those of which
// the report says that they have moved.
func newSchema(l diff.Lines, moved map[string]bool, open bool) *schema {
	old, new := parts(l.Old), parts(l.New)
	if len(old) > maxAligned || len(new) > maxAligned {
		old, new = []part{{"", l.Old}}, []part{{"", l.New}}
	}
	return &schema{open, runs(align(old, new, moved))}
}

// part is a part of a line: its head, a parameter, or its result. Parts of one name
// belong together.
type part struct{ name, text string }

// parts takes a line apart. One that cannot be read is a single part.
func parts(line string) []part {
	c, err := model.ParseCombinator(line)
	if err != nil {
		return []part{{"", line}}
	}
	head := c.Name
	if c.ID != "" {
		head += "#" + c.ID
	}
	list := []part{{"", head}}
	for _, p := range c.Params {
		list = append(list, part{p.Name, p.Name + ":" + p.Type})
	}
	return append(list, part{"=", "= " + c.Result})
}

// align puts parts of one name in one row, as many as their order allows.
func align(old, new []part, moved map[string]bool) []pair {
	together := func(a, b part) bool { return a.name == b.name && !moved[a.name] }
	best := order(old, new, together)
	var rows []pair
	i, j := 0, 0
	for i < len(old) || j < len(new) {
		switch {
		case i < len(old) && j < len(new) && together(old[i], new[j]):
			rows = append(rows, both(old[i].text, new[j].text))
			i, j = i+1, j+1
		case j == len(new) || i < len(old) && best[i+1][j] >= best[i][j+1]:
			rows = append(rows, pair{Sign: only("gone", old[i], new), Old: mark("del", old[i].text)})
			i++
		default:
			rows = append(rows, pair{Sign: only("new", new[j], old), New: mark("ins", new[j].text)})
			j++
		}
	}
	return rows
}

// order counts, for every two places, the parts behind them that can stand in common
// rows.
func order(old, new []part, together func(a, b part) bool) [][]int {
	best := make([][]int, len(old)+1)
	for i := range best {
		best[i] = make([]int, len(new)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(new) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if together(old[i], new[j]) {
				best[i][j] = 1 + best[i+1][j+1]
			}
		}
	}
	return best
}

// only is the sign of a part that one side has in this place, and the other side
// perhaps in another one.
func only(sign string, p part, other []part) string {
	for _, o := range other {
		if o.name == p.name {
			return "moved"
		}
	}
	return sign
}

func mark(tag, text string) []stretch { return []stretch{{tag, fold(terminal.Line(text), opening, 0)}} }

// both is a row of two parts, what changed in each marked.
func both(old, new string) pair {
	if old == new {
		same := mark("", old)
		return pair{"", same, same}
	}
	row := pair{Sign: "changed"}
	for _, s := range whole(differ(terminal.Line(old), terminal.Line(new))) {
		s.folded = fold(s.Head, opening, 0)
		if s.Tag != "ins" {
			row.Old = append(row.Old, s)
		}
		if s.Tag != "del" {
			row.New = append(row.New, s)
		}
	}
	return row
}

// runs folds rows that are the same, but for those near a change. A fold takes a line
// itself: a few rows are not worth one.
func runs(rows []pair) []run {
	var list []run
	add := func(folded bool, rows []pair) {
		folded = folded && len(rows) > near
		if n := len(list); n > 0 && !folded && !list[n-1].Folded {
			list[n-1].Rows = append(list[n-1].Rows, rows...)
		} else if len(rows) > 0 {
			list = append(list, run{folded, slices.Clone(rows)})
		}
	}
	done := 0 // rows that are in the list
	for i := range rows {
		if rows[i].Sign == "" {
			continue
		}
		from, to := max(done, i-near), min(len(rows), i+near+1)
		add(true, rows[done:from])
		add(false, rows[from:to])
		done = to
	}
	add(true, rows[done:])
	return list
}
