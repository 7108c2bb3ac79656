package diff

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Element is a part of a schema line: its head, a parameter, its result. Elements of one
// key belong together.
type Element struct{ Key, name, value string }

// String is the element as it stands in the line.
func (e Element) String() string { return e.name + e.value }

// Pair is what belongs together in two lines. A side that has nothing there is the zero
// Element.
type Pair struct{ Old, New Element }

// elements takes a line apart; ok is false where it cannot be read.
func elements(line string) (list []Element, ok bool) {
	c, err := model.ParseCombinator(line)
	if err != nil {
		return nil, false
	}
	head := Element{Key: "#", name: c.Name}
	if c.ID != "" {
		head.value = "#" + c.ID
	}
	list = append(list, head)
	for _, g := range c.Generics {
		list = append(list, Element{"{" + g, "{" + g, ":Type}"})
	}
	if c.Base {
		list = append(list, Element{"?", "?", ""})
	}
	for _, p := range c.Params {
		list = append(list, Element{p.Name, p.Name, ":" + p.Type})
	}
	return append(list, Element{"=", "=", " " + c.Result}), true
}

// Align puts the elements of two lines together, as many as their order allows: what a
// report says has moved stands in two places.
func Align(l Lines) []Pair {
	was, is := terminal.Line(l.Old), terminal.Line(l.New)
	old, okOld := elements(was)
	new, okNew := elements(is)
	kept := commonOrder(keys(old), keys(new))
	if !okOld || !okNew || kept == nil { // one cannot be read, or is too long
		return []Pair{{Element{name: was}, Element{name: is}}}
	}
	var pairs []Pair
	for _, key := range kept {
		for ; old[0].Key != key; old = old[1:] {
			pairs = append(pairs, Pair{Old: old[0]})
		}
		for ; new[0].Key != key; new = new[1:] {
			pairs = append(pairs, Pair{New: new[0]})
		}
		pairs = append(pairs, Pair{old[0], new[0]})
		old, new = old[1:], new[1:]
	}
	return pairs
}

func keys(list []Element) []string {
	var all []string
	for _, e := range list {
		all = append(all, e.Key)
	}
	return all
}

// near is how many parameters are shown on either side of one that changed.
const near = 2

// abridge leaves out parameters that are the same and stand near none that changed; the
// head and the result stay. It leaves out no run that is hardly longer than the dots.
func abridge(pairs []Pair) []Pair {
	last := len(pairs) - 1
	far := func(i int) bool {
		around := pairs[max(1, i-near):max(1, min(last, i+near+1))]
		return i > 0 && i < last && !slices.ContainsFunc(around, func(p Pair) bool { return p.Old != p.New })
	}
	var short []Pair
	for i := 0; i <= last; i++ {
		end := i
		for far(end) {
			end++
		}
		if end-i > near {
			dots := Element{name: "..."}
			short = append(short, Pair{dots, dots})
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
func (p *textPrinter) lines(l Lines) {
	pairs := abridge(Align(l))
	if !slices.ContainsFunc(pairs, func(p Pair) bool { return p.Old != p.New }) {
		return
	}
	old, new := row{sign: "- ", style: asGone}, row{sign: "+ ", style: asNew}
	const first, hang = 0, 2
	begin, at := first, first
	for _, c := range pairs {
		w := max(c.Old.columns(), c.New.columns())
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
func (r *row) add(at int, e, other Element) {
	if e == (Element{}) {
		return
	}
	r.parts = append(r.parts, plain(strings.Repeat(" ", at-r.end)))
	for _, half := range [][2]string{{e.name, other.name}, {e.value, other.value}} {
		s := stretch{text: half[0], style: asAside}
		if half[0] != half[1] {
			s.style = r.style
		}
		r.parts = append(r.parts, s)
	}
	r.end = at + e.columns()
}

func (e Element) columns() int { return columns(plain(e.String())) }
