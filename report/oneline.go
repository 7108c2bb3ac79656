package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Oneline prints a line per change, for grep, cut and awk: level, rule, kind, name and
// sentence, separated by tabs. Equal changes of several entities are one line with their
// names, separated by commas. An empty report prints nothing.
func Oneline(w io.Writer, r *diff.Report, _ Options) error {
	var b strings.Builder
	for _, e := range entries(r.Changes) {
		names := e.Name
		if e.alike != nil {
			names = strings.Join(e.group().Names(), ",")
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", e.Level, e.Rule, e.Kind, terminal.Line(names), terminal.Line(e.Sentence()+directionNote(e.Change)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// directionNote returns the direction of a constructor or type, if no heading gives it.
func directionNote(c diff.Change) string {
	if c.Kind == model.KindMethod || c.Direction == "" {
		return ""
	}
	return " (" + c.Direction.String() + ")"
}
