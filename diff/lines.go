package diff

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// element is a part of a schema line: its head, a parameter, its result. Elements of one
// key belong together.
type element struct{ key, name, value string }

// pair is what stands under each other in two lines. A side that has nothing there is
// the zero element.
type pair struct{ old, new element }

// elements takes a line apart; ok is false where it cannot be read.
func elements(line string) (list []element, ok bool) {
	c, err := model.ParseCombinator(line)
	if err != nil {
		return nil, false
	}
	head := element{key: "#", name: c.Name}
	if c.ID != "" {
		head.value = "#" + c.ID
	}
	list = append(list, head)
	for _, g := range c.Generics {
		list = append(list, element{"{" + g, "{" + g, ":Type}"})
	}
	if c.Base {
		list = append(list, element{"?", "?", ""})
	}
	for _, p := range c.Params {
		list = append(list, element{p.Name, p.Name, ":" + p.Type})
	}
	return append(list, element{"=", "=", " " + c.Result}), true
}

// align puts the elements of two lines under each other, as many as their order allows:
// what a report says has moved stands in two places.
func align(l Lines) []pair {
	was, is := terminal.Line(l.Old), terminal.Line(l.New)
	old, okOld := elements(was)
	new, okNew := elements(is)
	kept := commonOrder(keys(old), keys(new))
	if !okOld || !okNew || kept == nil { // one cannot be read, or is too long
		return []pair{{element{name: was}, element{name: is}}}
	}
	var pairs []pair
	for _, key := range kept {
		for ; old[0].key != key; old = old[1:] {
			pairs = append(pairs, pair{old: old[0]})
		}
		for ; new[0].key != key; new = new[1:] {
			pairs = append(pairs, pair{new: new[0]})
		}
		pairs = append(pairs, pair{old[0], new[0]})
		old, new = old[1:], new[1:]
	}
	return pairs
}

func keys(list []element) []string {
	var all []string
	for _, e := range list {
		all = append(all, e.key)
	}
	return all
}

// near is how many parameters are shown on either side of one that changed.
const near = 2

// abridge leaves out parameters that are the same and stand near none that changed; the
// head and the result stay. It leaves out no run that is hardly longer than the dots.
func abridge(pairs []pair) []pair {
	last := len(pairs) - 1
	far := func(i int) bool {
		around := pairs[max(1, i-near):max(1, min(last, i+near+1))]
		return i > 0 && i < last && !slices.ContainsFunc(around, func(p pair) bool { return p.old != p.new })
	}
	var short []pair
	for i := 0; i <= last; i++ {
		end := i
		for far(end) {
			end++
		}
		if end-i > near {
			dots := element{name: "..."}
			short = append(short, pair{dots, dots})
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
	pairs := abridge(align(l))
	if !slices.ContainsFunc(pairs, func(p pair) bool { return p.old != p.new }) {
		return
	}
	old, new := row{sign: "- ", style: asGone}, row{sign: "+ ", style: asNew}
	const first, hang = 0, 2
	begin, at := first, first
	for _, c := range pairs {
		w := max(c.old.columns(), c.new.columns())
		if p.width > 0 && at > begin && detail+columns(plain(old.sign))+at+w > p.width {
			p.rows(&old, &new)
			begin, at = hang, hang
		}
		old.add(at, c.old, c.new)
		new.add(at, c.new, c.old)
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
func (r *row) add(at int, e, other element) {
	if e == (element{}) {
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

func (e element) columns() int { return columns(plain(e.name + e.value)) }
