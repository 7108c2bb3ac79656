package upcoming

import (
	"io"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Markdown prints items as a document, with a section per layer.
func Markdown(w io.Writer, list []Item) error {
	var b strings.Builder
	b.WriteString("# Upcoming changes\n")
	if len(list) == 0 {
		b.WriteString("\nNothing is announced.\n")
	}
	for n, i := range list {
		if n == 0 || list[n-1].Layer != i.Layer {
			b.WriteString("\n## " + heading(i, 0) + "\n")
		}
		b.WriteString("\n### " + prose.Escape(terminal.Line(string(i.Kind)+" "+i.Name)) + "\n\n")
		if i.Description != "" {
			b.WriteString(prose.Escape(terminal.Line(prose.Plain(i.Description))) + "\n\n")
		}
		b.WriteString(prose.Escape(terminal.Line(i.state())) + "\n")
		if lines := i.schema(); len(lines) > 0 {
			b.WriteString("\n" + fenced(lines) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// state is the status, and where it is.
func (i Item) state() string {
	if len(i.Seen) == 0 {
		return string(i.Status)
	}
	return string(i.Status) + "; " + i.Where()
}

// schema are the schema lines, as in a difference if the site has another one.
func (i Item) schema() []string {
	switch {
	case i.Line == "":
		return nil
	case i.SiteLine == "":
		return []string{"+ " + i.Line}
	default:
		return []string{"- " + i.SiteLine, "+ " + i.Line}
	}
}

var backticks = regexp.MustCompile("`+")

// fenced is a block of code that no text in it can end.
func fenced(lines []string) string {
	ticks := "```"
	for i, line := range lines {
		lines[i] = terminal.Line(line)
		for _, run := range backticks.FindAllString(line, -1) {
			if len(run) >= len(ticks) {
				ticks = run + "`"
			}
		}
	}
	return ticks + "diff\n" + strings.Join(lines, "\n") + "\n" + ticks
}
