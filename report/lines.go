package report

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// near is how many parameters are shown on either side of a changed one.
const near = 2

// abridge omits unchanged parameters that are not near a changed one; the head and the
// result stay. It omits nothing that is hardly longer than the dots.
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

// detail is the column at which the details of a change begin.
const detail = 8

// lines prints the two lines of an entity, each parameter of the new one aligned with the
// old one; in several pairs of lines if they are too wide.
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
		was, is := p.cell(asRemoved, c.Old, c.New), p.cell(asAdded, c.New, c.Old)
		w := max(columns(was...), columns(is...))
		if p.width > 0 && at > begin && detail+columns(plain(old.sign))+at+w > p.width {
			p.rows(&old, &new)
			begin, at = hang, hang
		}
		old.add(at, was)
		new.add(at, is)
		at += w + 1
	}
	p.rows(&old, &new)
}

// rows prints two rows, unless they are empty, and clears them.
func (p *textPrinter) rows(rows ...*row) {
	for _, r := range rows {
		if len(r.parts) > 0 {
			sign := span{text: r.sign, style: r.style}
			p.b.WriteString(strings.Repeat(" ", detail) + p.line(append([]span{sign}, r.parts...)) + "\n")
		}
		r.parts, r.end = nil, 0
	}
}

// row is a line of the old or of the new side.
type row struct {
	sign  string
	style style
	parts []span
	end   int // the column where they end
}

// add puts a cell at a column.
func (r *row) add(at int, cell []span) {
	if len(cell) == 0 {
		return
	}
	r.parts = append(r.parts, plain(strings.Repeat(" ", at-r.end)))
	r.parts = append(r.parts, cell...)
	r.end = at + columns(cell...)
}

// cell returns an element with the parts that the other side does not have marked.
func (p *textPrinter) cell(s style, e, other diff.Element) []span {
	switch {
	case e == (diff.Element{}):
		return nil
	case e == other:
		return []span{{text: e.String(), style: asAside}}
	case e.Name != other.Name:
		return p.mark(s, e.String())
	case e.Value == "":
		return []span{{text: e.Name, style: asAside}}
	}
	name, value := e.Name, e.Value
	if other.Value != "" && value[0] == other.Value[0] { // the colon, or the space after =
		name, value = name+value[:1], value[1:]
	}
	return append([]span{{text: name, style: asAside}}, p.mark(s, value)...)
}

// clean makes an element safe for a terminal.
func clean(e diff.Element) diff.Element {
	e.Name, e.Value = terminal.Line(e.Name), terminal.Clean(e.Value)
	return e
}
