package report

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Text prints the report for people: how much changed, then the changes, most severe
// first. An empty report prints nothing.
func Text(w io.Writer, r *diff.Report, o Options) error {
	if len(r.Changes) == 0 {
		return nil
	}
	p := &textPrinter{paint: newPaint(o.Color), width: o.Width, left: maps.Clone(r.Lines)}
	p.put(0, span{text: headline(r), style: asTitle}, plain(": "+counts(r.Summary)))
	p.printf("\n")
	for _, row := range grid(r) {
		p.put(2, plain(fmt.Sprintf("%-14s%10s%12s%6s%9s%9s%9s", row[0], row[1], row[2], row[3], row[4], row[5], row[6])))
	}
	for _, s := range Outline(r) {
		p.listing = false
		title := fmt.Sprintf("%s (%d): %s", strings.ToUpper(string(s.Level)), s.Count, s.Level.Meaning())
		p.printf("\n")
		p.put(0, span{text: title, style: asTitle})
		for _, g := range s.Groups {
			p.group(g)
		}
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

type textPrinter struct {
	paint
	width int
	b     strings.Builder
	// listing is set while added or removed entities are listed, a line each.
	listing bool
	// left are the schema lines that are not printed yet.
	left map[diff.Entity]diff.Lines
}

func (p *textPrinter) printf(format string, a ...any) { fmt.Fprintf(&p.b, format, a...) }

// put prints a text from a column on, wrapped.
func (p *textPrinter) put(indent int, parts ...span) {
	for _, line := range wrap(p.width, indent, parts) {
		p.b.WriteString(p.line(line) + "\n")
	}
}

// group prints the changes of one entity: one line if it was added or removed, else its
// name, a line per change, and the two lines of the schema. The entities of a folded group
// are listed under its change.
func (p *textPrinter) group(g Group) {
	var rest []Item
	for _, c := range g.Changes {
		if !c.Whole() {
			rest = append(rest, c)
			continue
		}
		if !p.listing {
			p.printf("\n")
		}
		p.put(2, whole(c.Change), plain(replacement(c.Change)+"  "), rule(c.Change))
		p.consequences(c)
		p.listing = true
	}
	if len(rest) == 0 {
		return
	}
	p.listing = false
	p.printf("\n")
	p.put(2, span{text: terminal.Line(g.Title()), style: asTitle}, span{text: g.Note(), style: asAside})
	for _, c := range rest {
		p.put(4, sign(c.Change), plain(" "+terminal.Line(c.Sentence())+"  "), rule(c.Change))
		if c.Prose() {
			p.put(detail, p.marked(c.Old, c.New)...)
		}
		p.consequences(c)
	}
	if g.Alike != nil {
		p.put(detail, span{text: terminal.Line(strings.Join(g.Names(), ", ")), style: asAside})
		return
	}
	p.schema(g)
}

// schema prints the schema lines of an entity under its first change that concerns them.
func (p *textPrinter) schema(g Group) {
	l, ok := p.left[g.Entity]
	if ok && slices.ContainsFunc(g.Changes, func(c Item) bool { return c.InLine() }) {
		delete(p.left, g.Entity)
		p.lines(l)
	}
}

// consequences prints the changes that follow from a change.
func (p *textPrinter) consequences(c Item) {
	for _, f := range c.Follows {
		p.put(6, sign(f), plain(" also: "+terminal.Line(followUp(f, c.Name))+"  "), rule(f))
		if f.Prose() {
			p.put(detail+2, p.marked(f.Old, f.New)...)
		}
	}
}

func whole(c diff.Change) span {
	if c.New == "" {
		return span{text: "- " + terminal.Line(c.Old), style: asRemoved}
	}
	return span{text: "+ " + terminal.Line(c.New), style: asAdded}
}

// replacement names the probable replacement of an entity.
func replacement(c diff.Change) string {
	if c.Replacement == "" {
		return ""
	}
	return "  probably replaced by " + terminal.Line(c.Replacement)
}

// rule is the change's rule and, if no heading gives it, the direction.
func rule(c diff.Change) span {
	text := c.Rule
	if c.Whole() && c.Direction != "" {
		text += ", " + c.Direction.String()
	}
	return span{text: "[" + text + "]", style: asAside}
}

// followUp is the sentence of a change that is shown under one to an entity of that name.
func followUp(c diff.Change, name string) string {
	if c.Name == name {
		return c.Sentence()
	}
	return c.Subject() + ": " + c.Sentence()
}

// sign is the character for an addition, a removal or a change.
func sign(c diff.Change) span {
	switch c.Row().Effect {
	case diff.Removed:
		return span{text: "-", style: asRemoved}
	case diff.Added:
		return span{text: "+", style: asAdded}
	default:
		return plain("~")
	}
}

// words is marked in one line, for printers that do not wrap.
func (p *textPrinter) words(old, new string) string { return p.line(p.marked(old, new)) }

// marked shows two texts as one with the changed words marked; long unchanged parts are
// omitted.
func (p *textPrinter) marked(old, new string) []span {
	var parts []span
	spans := Words(terminal.Clean(old), terminal.Clean(new))
	for i, s := range spans {
		switch s.Op {
		case Deleted:
			parts = append(parts, p.mark(asRemoved, s.Text)...)
		case Inserted:
			parts = append(parts, p.mark(asAdded, s.Text)...)
		default:
			parts = append(parts, plain(shorten(s.Text, i > 0, i < len(spans)-1)))
		}
	}
	return parts
}

// context is the number of words kept before and after a changed one.
const context = 8

// shorten omits the middle of a long unchanged text, or its start or end if nothing changed
// there.
func shorten(text string, changeBefore, changeAfter bool) string {
	tokens := token.FindAllString(text, -1)
	const keep = 2 * context // words and spaces
	var head, tail int
	if changeBefore {
		head = keep
	}
	if changeAfter {
		tail = keep
	}
	if len(tokens) <= head+tail+2 {
		return text
	}
	return strings.Join(tokens[:head], "") + "..." + strings.Join(tokens[len(tokens)-tail:], "")
}
