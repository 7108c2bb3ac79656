package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// Oneline prints a line for each change, for grep, cut and awk: level, rule, kind, name and
// sentence, separated by tabs. An empty report prints nothing.
func Oneline(w io.Writer, r *diff.Report, _ Options) error {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", c.Level, c.Rule, c.Kind, terminal.Line(c.Name), terminal.Line(c.Sentence()+directionNote(c)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// directionNote is the direction of a constructor or type, where no heading gives it.
func directionNote(c diff.Change) string {
	if c.Kind == model.KindMethod || c.Direction == "" {
		return ""
	}
	return " (" + c.Direction.String() + ")"
}
