package upcoming

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Text prints items for people, by layer. The current layer is that of the snapshot that
// they are of, 0 for several histories.
func Text(w io.Writer, list []Item, current int) error {
	var b strings.Builder
	for n, i := range list {
		if n == 0 || list[n-1].Layer != i.Layer {
			b.WriteString(heading(i, current) + "\n")
		}
		b.WriteString("  " + terminal.Line(i.Title()) + "\n")
		for _, line := range i.details() {
			b.WriteString("    " + terminal.Line(line) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// heading is the title of the items of one layer.
func heading(i Item, current int) string {
	text := fmt.Sprintf("Coming with layer %d", i.Layer)
	switch {
	case i.Status == Gone:
		text = fmt.Sprintf("Gone: last in layer %d", i.Layer)
	case i.Layer == 0:
		text = "Coming with a layer that is not known"
	}
	if current > 0 {
		text += fmt.Sprintf(" (the snapshot is of layer %d)", current)
	}
	return text
}

// Title is one line: what it is, and the first line of its description.
func (i Item) Title() string {
	text := string(i.Kind) + " " + i.Name
	if i.Schema != "" {
		text += ", " + i.Schema + " schema"
	}
	if i.SiteLine != "" {
		text += ", changed"
	}
	if line, _, _ := strings.Cut(i.Description, "\n"); line != "" {
		text += ": " + line
	}
	return text
}

// details are the lines below the title: where it is, and its schema lines.
func (i Item) details() []string {
	var lines []string
	if len(i.Seen) > 0 {
		lines = append(lines, string(i.Status)+"; "+i.Where())
	}
	if i.Line != "" {
		lines = append(lines, i.Line)
	}
	if i.SiteLine != "" {
		lines = append(lines, "now: "+i.SiteLine)
	}
	for _, s := range i.Seen {
		if s.Line != "" {
			lines = append(lines, s.Source+": "+s.Line)
		}
	}
	return lines
}

// Where says in one line where the item is and since when.
func (i Item) Where() string {
	var parts []string
	for _, s := range i.Seen {
		text := s.Source
		if s.Layer > 0 {
			text += fmt.Sprintf(" (layer %d)", s.Layer)
		}
		text += " since " + s.Since.Format(time.DateOnly)
		if s.OrEarlier {
			text += " or earlier"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, ", ")
}
