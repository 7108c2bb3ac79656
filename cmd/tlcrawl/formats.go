package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/report/html"
	"github.com/tlcrawl/tlcrawl/store"
)

// printOptions are those of all formats; each takes what it knows.
type printOptions struct {
	colour   bool
	width    int // of the terminal; 0 where there is none
	maxBytes int
	link     string
	updated  time.Time
}

// format is a form of a report.
type format struct {
	name  string
	print func(w io.Writer, r *diff.Report, o printOptions) error
	// paged tells whether people read it on a terminal, page by page.
	paged bool
}

// githubLimit is how long a comment on GitHub may be, in characters.
const githubLimit = 65536

// plainly makes a format of a printer without options.
func plainly(print func(io.Writer, *diff.Report) error) func(io.Writer, *diff.Report, printOptions) error {
	return func(w io.Writer, r *diff.Report, _ printOptions) error { return print(w, r) }
}

// formats are the formats that diff prints, by name.
var formats = []format{
	{"text", func(w io.Writer, r *diff.Report, o printOptions) error {
		return diff.Text(w, r, diff.TextOptions{Color: o.colour, Width: o.width})
	}, true},
	{"oneline", plainly(diff.Oneline), true},
	{"markdown", func(w io.Writer, r *diff.Report, o printOptions) error {
		return diff.MarkdownCut(w, r, diff.MarkdownOptions{MaxBytes: o.maxBytes})
	}, false},
	{"json", plainly(diff.JSON), false},
	{"html", plainly(html.Report), false},
	{"official", plainly(diff.Official), false},
	{"github", plainly(diff.GitHub), false},
	{"junit", plainly(diff.JUnit), false},
	{"atom", func(w io.Writer, r *diff.Report, o printOptions) error {
		return diff.Atom(w, r, diff.AtomOptions{Updated: o.updated, Link: o.link})
	}, false},
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

func findFormat(name string) (format, error) {
	for _, f := range formats {
		if f.name == name {
			return f, nil
		}
	}
	return format{}, fmt.Errorf("--format %q is not known; the formats are %s", name, strings.Join(formatNames(), ", "))
}

// summaryVariable names the file that a step of a workflow adds its summary to
// (https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions).
const summaryVariable = "GITHUB_STEP_SUMMARY"

// summaryLimit is how large the summary of a step may be.
const summaryLimit = 1 << 20

// summarizeStep adds the report to the summary of the step of a workflow, if there is
// one. Other steps write to the same file.
func summarizeStep(r *diff.Report) error {
	name := os.Getenv(summaryVariable)
	if name == "" || len(r.Changes) == 0 {
		return nil
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return &store.FileError{Name: name, Err: store.Plain(err)}
	}
	err = diff.MarkdownCut(f, r, diff.MarkdownOptions{MaxBytes: summaryLimit})
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return &store.FileError{Name: name, Err: store.Plain(err)}
	}
	return nil
}
