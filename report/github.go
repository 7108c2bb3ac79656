package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// annotated is how many annotations of each kind GitHub keeps of a step (_maxCountPerIssueType
// of https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs).
const annotated = 10

// commands are GitHub's kinds of annotations.
var commands = map[diff.Level]string{diff.Breaking: "error", diff.Compatible: "warning", diff.Docs: "notice"}

// GitHub prints workflow commands, which GitHub Actions shows as annotations of a run
// (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions):
// an error for a breaking change, a warning for a compatible one, a notice for words.
// GitHub drops what is more than ten of a kind; where there are more, the tenth says
// how many are not shown. An empty report prints nothing.
func GitHub(w io.Writer, r *diff.Report, _ Options) error {
	var b strings.Builder
	for _, l := range diff.Levels {
		list, more := foldAlike(ofLevel(r, l)), 0
		if len(list) > annotated {
			more = len(list) - (annotated - 1)
			list = list[:annotated-1]
		}
		for _, c := range list {
			annotate(&b, l, c.Rule, c.Text+directionNote(c))
		}
		if more > 0 {
			annotate(&b, l, "and more", fmt.Sprintf("%d more %s changes are not shown here: see the report", more, l))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func annotate(b *strings.Builder, l diff.Level, title, message string) {
	fmt.Fprintf(b, "::%s title=%s::%s\n", commands[l], githubProperty.Replace(terminal.Line(title)), githubData.Replace(terminal.Line(message)))
}

// GitHub reads these back, in the message of a command and in its properties
// (escapeData and escapeProperty of
// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// foldAlike leaves one of the changes of each group, with the names of all.
func foldAlike(changes []diff.Change) []diff.Change {
	alike := groups(changes)
	var list []diff.Change
	for _, c := range changes {
		all := alike[c.Group]
		if len(all) > 0 && all[0].ID != c.ID {
			continue
		}
		if len(all) > 0 {
			g := Group{Entity: diff.Entity{Kind: c.Kind}, Alike: all}
			c.Text = g.Title() + ": " + c.Sentence() + ": " + strings.Join(g.Names(), ", ")
		}
		list = append(list, c)
	}
	return list
}
