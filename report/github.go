package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// annotated is the number of annotations of each kind that GitHub keeps of a step
// (_maxCountPerIssueType of
// https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs).
const annotated = 10

// annotations are GitHub's kinds of annotations, and the levels of each.
var annotations = []struct {
	command string
	levels  []diff.Level
}{
	{"error", []diff.Level{diff.Breaking}},
	{"notice", []diff.Level{diff.Compatible, diff.Docs}},
}

// GitHub prints workflow commands, which GitHub Actions shows as annotations of a run
// (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions): an
// error for a breaking change, a notice for any other one. GitHub drops all but ten of a
// kind; if there are more, the tenth says how many are not shown. An empty report prints
// nothing.
func GitHub(w io.Writer, r *diff.Report, _ Options) error {
	var b strings.Builder
	for _, kind := range annotations {
		var list []entry
		for _, l := range kind.levels {
			list = append(list, entries(ofLevel(r, l))...)
		}
		rest := list[:0:0]
		if len(list) > annotated {
			list, rest = list[:annotated-1], list[annotated-1:]
		}
		for _, c := range list {
			annotate(&b, kind.command, c.Rule, c.text()+directionNote(c.Change))
		}
		if len(rest) > 0 {
			annotate(&b, kind.command, "and more", notShown(rest))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// notShown counts changes by level.
func notShown(rest []entry) string {
	var parts []string
	for _, l := range diff.Levels {
		n := 0
		for _, c := range rest {
			if c.Level == l {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d more %s", n, l))
		}
	}
	return strings.Join(parts, " and ") + " changes are not shown here: see the report"
}

func annotate(b *strings.Builder, command, title, message string) {
	fmt.Fprintf(b, "::%s title=%s::%s\n", command, githubProperty.Replace(terminal.Line(title)), githubData.Replace(terminal.Line(message)))
}

// GitHub decodes these in messages and properties (escapeData and escapeProperty of
// https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
