package diff

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Oneline prints a change a line, for grep, cut and awk: level, rule, kind, name, and
// what happened to it, with a tab between them and nowhere else. An empty report prints
// nothing.
func Oneline(w io.Writer, r *Report) error {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", c.Level, c.Rule, c.Kind, terminal.Line(c.Name), c.predicate())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Headline says in one line what was compared and how much changed.
func Headline(r *Report) string {
	if len(r.Changes) == 0 {
		return headline(r) + ": no changes"
	}
	return headline(r) + ": " + counts(r.Summary)
}

// predicate is the change's text without the name that it begins with.
func (c Change) predicate() string {
	return terminal.Line(strings.TrimPrefix(c.Text, c.Subject()+" "))
}

// ofLevel are the changes of one level.
func (r *Report) ofLevel(l Level) []Change {
	var list []Change
	for _, c := range r.Changes {
		if c.Level == l {
			list = append(list, c)
		}
	}
	return list
}
