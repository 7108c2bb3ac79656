package cli

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
	"github.com/tlcrawl/tlcrawl/store"
)

// githubLimit is the maximum number of characters of a comment on GitHub.
const githubLimit = 65536

// formats are the formats that diff prints.
var formats = append(slices.Clip(report.Formats), html.Format)

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}

func findFormat(name string) (report.Format, error) {
	for _, f := range formats {
		if f.Name == name {
			return f, nil
		}
	}
	return report.Format{}, fmt.Errorf("invalid --format %q (want %s)", name, strings.Join(formatNames(), ", "))
}

// summaryVariable names the file that a workflow step appends its summary to
// (https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions).
const summaryVariable = "GITHUB_STEP_SUMMARY"

// summaryLimit is the maximum size of the summary of a step.
const summaryLimit = 1 << 20

// summarizeStep appends the report to the summary of a workflow step, if there is one.
// Other steps write to the same file.
func summarizeStep(r *diff.Report) error {
	name := os.Getenv(summaryVariable)
	if name == "" || len(r.Changes) == 0 {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return &store.FileError{Name: name, Err: atomicfile.Reason(err)}
	}
	err = report.Markdown(f, r, report.Options{MaxBytes: summaryLimit})
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return &store.FileError{Name: name, Err: atomicfile.Reason(err)}
	}
	return nil
}
