package report

import (
	"strings"

	"github.com/fatih/color"
)

// style is the role of a part of a text.
type style int

const (
	asIs style = iota
	asTitle
	asAside
	asRemoved
	asAdded
	asDeletedWords
	asInsertedWords
)

// span is a part of a text in one style.
type span struct {
	text  string
	style style
	// solid marks white space at which no line may be broken.
	solid bool
}

func plain(s string) span { return span{text: s} }

// attributes are the terminal attributes of the styles. Changed words differ by more than
// their color, for readers who do not see it.
var attributes = [...][]color.Attribute{
	asIs: {color.Reset}, asTitle: {color.Bold}, asAside: {color.Faint}, asRemoved: {color.FgRed}, asAdded: {color.FgGreen},
	asDeletedWords: {color.FgRed, color.CrossedOut}, asInsertedWords: {color.FgGreen, color.Underline},
}

// paint prints each style in its color, or without colors.
type paint struct {
	color bool
	of    [len(attributes)]func(a ...any) string
}

func newPaint(on bool) paint {
	p := paint{color: on}
	for s, attr := range attributes {
		c := color.New(attr...)
		c.EnableColor() // independent of the environment
		p.of[s] = c.SprintFunc()
	}
	return p
}

// line prints spans, merging neighbors of one style.
func (p paint) line(parts []span) string {
	var b strings.Builder
	for i := 0; i < len(parts); {
		var text strings.Builder
		s := parts[i].style
		for ; i < len(parts) && parts[i].style == s; i++ {
			text.WriteString(parts[i].text)
		}
		if p.color && s != asIs {
			b.WriteString(p.of[s](text.String()))
		} else {
			b.WriteString(text.String())
		}
	}
	return b.String()
}

// mark is a text that only one side has: colored, or between marks, which stay with the
// first and the last word.
func (p paint) mark(s style, text string) []span {
	if p.color {
		words := asDeletedWords
		if s == asAdded {
			words = asInsertedWords
		}
		return []span{{text: text, style: words}}
	}
	open, end := "[-", "-]"
	if s == asAdded {
		open, end = "{+", "+}"
	}
	body := strings.TrimLeft(text, " \t")
	open += text[:len(text)-len(body)]
	tail := strings.TrimRight(body, " \t")
	end = body[len(tail):] + end
	return []span{{text: open, solid: true}, plain(tail), {text: end, solid: true}}
}
