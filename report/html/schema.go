package html

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// schema is two lines of the schema side by side, a parameter per row.
type schema struct {
	Open bool
	Runs []run
}

// run is a sequence of rows; a folded one has many unchanged rows.
type run struct {
	Folded bool
	Rows   []pair
}

// pair is a row: the same part of both lines, or a part that only one of them has, or has
// in that place.
type pair struct {
	Sign     string // gone, new, changed, moved or empty
	Old, New []segment
}

// near is the number of unchanged rows shown next to a changed one.
const near = 2

// newSchema shows two lines side by side. A part that one side has in this place, and the
// other side in another one, has moved.
func newSchema(l diff.Lines, open bool) *schema {
	aligned := diff.Align(l)
	var rows []pair
	for _, p := range aligned {
		old, new := p.Old.String(), p.New.String()
		switch {
		case new == "":
			elsewhere := slices.ContainsFunc(aligned, func(q diff.Pair) bool { return q.New.Key == p.Old.Key })
			rows = append(rows, pair{Sign: alone("gone", elsewhere), Old: mark("del", old)})
		case old == "":
			elsewhere := slices.ContainsFunc(aligned, func(q diff.Pair) bool { return q.Old.Key == p.New.Key })
			rows = append(rows, pair{Sign: alone("new", elsewhere), New: mark("ins", new)})
		default:
			rows = append(rows, both(old, new))
		}
	}
	return &schema{open, runs(rows)}
}

func alone(sign string, elsewhere bool) string {
	if elsewhere {
		return "moved"
	}
	return sign
}

func mark(tag, text string) []segment { return []segment{{tag, fold(terminal.Line(text), opening, 0)}} }

// both returns a row of two parts, with the changes in each marked.
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

// runs folds unchanged rows, except near a change. A fold takes a line itself, so a few
// rows are not folded.
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
	done := 0 // rows in the list
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
