package diff

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// TextOptions say how to print for people.
type TextOptions struct {
	// Color marks what is gone in red and what is new in green. Without it the words
	// are marked as git does: [-gone-] and {+new+}.
	Color bool
}

// Text prints the report for people to read: how much changed, then what, the
// gravest first. An empty report prints nothing.
func Text(w io.Writer, r *Report, o TextOptions) error {
	if len(r.Changes) == 0 {
		return nil
	}
	p := &textPrinter{paint: newPaint(o.Color)}
	p.printf("%s: %s\n\n", p.bold(headline(r)), counts(r.Summary))
	for _, row := range grid(r) {
		p.printf("  %-14s%10s%12s%6s\n", row[0], row[1], row[2], row[3])
	}
	for _, s := range Outline(r) {
		p.listing = false
		p.printf("\n%s\n", p.bold(fmt.Sprintf("%s (%d): %s", strings.ToUpper(string(s.Level)), s.Count, meaning[s.Level])))
		for _, g := range s.Groups {
			p.group(g)
		}
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// paint colours, or marks, parts of a text.
type paint struct {
	bold, dim, gone, new func(a ...any) string
	color                bool
}

func newPaint(on bool) paint {
	style := func(attrs ...color.Attribute) func(a ...any) string {
		c := color.New(attrs...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c.SprintFunc()
	}
	return paint{style(color.Bold), style(color.Faint), style(color.FgRed), style(color.FgGreen), on}
}

type textPrinter struct {
	paint
	b strings.Builder
	// listing is set while entities that came or went stand line by line.
	listing bool
}

func (p *textPrinter) printf(format string, a ...any) { fmt.Fprintf(&p.b, format, a...) }

// group prints the changes of one entity: one line where it came or went, else its
// name and a line a change.
func (p *textPrinter) group(g Group) {
	var rest []Told
	for _, c := range g.Changes {
		if !c.Whole() {
			rest = append(rest, c)
			continue
		}
		if !p.listing {
			p.printf("\n")
		}
		p.printf("  %s  %s\n", p.whole(c.Change), p.dim("["+c.Rule+"]"))
		p.consequences(c)
		p.listing = true
	}
	if len(rest) == 0 {
		return
	}
	p.listing = false
	p.printf("\n  %s%s\n", p.bold(terminal.Line(rest[0].Subject())), p.dim(kindNote(g.Kind)))
	for _, c := range rest {
		p.printf("    %s %s  %s\n", p.sign(c.Change), terminal.Line(c.Sentence()), p.dim("["+c.Rule+"]"))
		if c.Prose() {
			p.printf("%s\n", indent(p.words(c.Old, c.New), "        "))
		}
		p.consequences(c)
	}
}

// consequences prints what follows from a change under it.
func (p *textPrinter) consequences(c Told) {
	for _, f := range c.Follows {
		p.printf("      %s with that, %s  %s\n", p.sign(f), terminal.Line(f.sentenceOf(c.Name)), p.dim("["+f.Rule+"]"))
		if f.Prose() {
			p.printf("%s\n", indent(p.words(f.Old, f.New), "          "))
		}
	}
}

func (p *textPrinter) whole(c Change) string {
	if c.New == "" {
		return p.gone("- " + terminal.Line(c.Old))
	}
	return p.new("+ " + terminal.Line(c.New))
}

// sign tells at the first look whether something is gone, new or different.
func (p *textPrinter) sign(c Change) string {
	switch {
	case strings.HasSuffix(c.Rule, "-removed"), strings.HasSuffix(c.Rule, "-narrowed"):
		return p.gone("-")
	case strings.HasSuffix(c.Rule, "-added"), strings.HasSuffix(c.Rule, "-widened"):
		return p.new("+")
	default:
		return "~"
	}
}

// words shows two texts as one, the words that changed marked, long stretches that
// did not left out.
func (p *textPrinter) words(old, new string) string {
	var b strings.Builder
	spans := Words(terminal.Clean(old), terminal.Clean(new))
	for i, s := range spans {
		switch s.Op {
		case Gone:
			b.WriteString(p.mark(p.gone, "[-", s.Text, "-]"))
		case New:
			b.WriteString(p.mark(p.new, "{+", s.Text, "+}"))
		default:
			b.WriteString(shorten(s.Text, i > 0, i < len(spans)-1))
		}
	}
	return b.String()
}

func (p *textPrinter) mark(style func(a ...any) string, open, text, end string) string {
	if p.color {
		return style(text)
	}
	return open + text + end
}

// context is how many words stay before and after one that changed.
const context = 8

// shorten leaves out the middle of a long text that did not change, or its start or
// end where nothing changed there.
func shorten(text string, changeBefore, changeAfter bool) string {
	tokens := token.FindAllString(text, -1)
	const keep = 2 * context // words and the spaces between them
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

func indent(s, by string) string {
	return by + strings.ReplaceAll(s, "\n", "\n"+by)
}

// kindNote tells constructors and types from methods, which need no word.
func kindNote(k model.Kind) string {
	if k == model.KindConstructor || k == model.KindType {
		return " (" + string(k) + ")"
	}
	return ""
}
