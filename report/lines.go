package report

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// near is how many parameters are shown on either side of one that changed.
const near = 2

// abridge omits unchanged parameters that are not near a changed one; the
// head and the result stay. It leaves out no run that is hardly longer than the dots.
func abridge(pairs []diff.Pair) []diff.Pair {
	last := len(pairs) - 1
	far := func(i int) bool {
		around := pairs[max(1, i-near):max(1, min(last, i+near+1))]
		return i > 0 && i < last && !slices.ContainsFunc(around, func(p diff.Pair) bool { return p.Old != p.New })
	}
	var short []diff.Pair
	for i := 0; i <= last; i++ {
		end := i
		for far(end) {
			end++
		}
		if end-i > near {
			dots := diff.Element{Name: "..."}
			short = append(short, diff.Pair{Old: dots, New: dots})
			i = end
		}
		short = append(short, pairs[i])
	}
	return short
}

// detail is the column at which what explains a change begins.
const detail = 8

// lines prints the two lines of an entity, each parameter of the new one under its own
// of the old one; in several pairs of lines where they are too wide.
func (p *textPrinter) lines(l diff.Lines) {
	pairs := diff.Align(l)
	for i, c := range pairs {
		pairs[i] = diff.Pair{Old: clean(c.Old), New: clean(c.New)}
	}
	pairs = abridge(pairs)
	if !slices.ContainsFunc(pairs, func(p diff.Pair) bool { return p.Old != p.New }) {
		return
	}
	old, new := row{sign: "- ", style: asRemoved}, row{sign: "+ ", style: asAdded}
	const first, hang = 0, 2
	begin, at := first, first
	for _, c := range pairs {
		w := max(width(c.Old), width(c.New))
		if p.width > 0 && at > begin && detail+columns(plain(old.sign))+at+w > p.width {
			p.rows(&old, &new)
			begin, at = hang, hang
		}
		old.add(at, c.Old, c.New)
		new.add(at, c.New, c.Old)
		at += w + 1
	}
	p.rows(&old, &new)
}

// rows prints two rows, where there is anything in them, and empties them.
func (p *textPrinter) rows(rows ...*row) {
	for _, r := range rows {
		if len(r.parts) > 0 {
			sign := stretch{text: r.sign, style: r.style}
			p.b.WriteString(strings.Repeat(" ", detail) + p.line(append([]stretch{sign}, r.parts...)) + "\n")
		}
		r.parts, r.end = nil, 0
	}
}

// row is a line of the old or of the new side.
type row struct {
	sign  string
	style style
	parts []stretch
	end   int // the column where they end
}

// add puts an element at a column, in the row's style what the other side has not.
func (r *row) add(at int, e, other diff.Element) {
	if e == (diff.Element{}) {
		return
	}
	r.parts = append(r.parts, plain(strings.Repeat(" ", at-r.end)))
	for _, half := range [][2]string{{e.Name, other.Name}, {e.Value, other.Value}} {
		s := stretch{text: half[0], style: asAside}
		if half[0] != half[1] {
			s.style = r.style
		}
		r.parts = append(r.parts, s)
	}
	r.end = at + width(e)
}

func width(e diff.Element) int { return columns(plain(e.String())) }

// clean makes an element safe for a terminal.
func clean(e diff.Element) diff.Element {
	e.Name, e.Value = terminal.Line(e.Name), terminal.Clean(e.Value)
	return e
}
