package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// step is what changed from one snapshot to the next.
type step struct {
	Site   string       `json:"site,omitempty"`
	From   string       `json:"from"`
	To     string       `json:"to"`
	Report *diff.Report `json:"report"`
}

// stepPrinters are the values of --format for steps: each prints one step.
var stepPrinters = map[string]func(io.Writer, step, report.Options) error{
	"text":     printTextStep,
	"json":     printJSONStep,
	"official": printMarkdownStep(report.Official),
	"markdown": printMarkdownStep(report.Markdown),
}

func printTextStep(w io.Writer, s step, o report.Options) error {
	if _, err := fmt.Fprintf(w, "%s -> %s\n", terminal.Line(s.From), terminal.Line(s.To)); err != nil {
		return err
	}
	if len(s.Report.Changes) == 0 {
		_, err := fmt.Fprint(w, "No changes.\n\n")
		return err
	}
	if err := report.Text(w, s.Report, o); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// printJSONStep prints one line: the report with the names of the two snapshots.
func printJSONStep(w io.Writer, s step, _ report.Options) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(s)
}

func printMarkdownStep(print report.Printer) func(io.Writer, step, report.Options) error {
	return func(w io.Writer, s step, o report.Options) error {
		if _, err := fmt.Fprintf(w, "# %s to %s\n\n", prose.Escape(terminal.Line(s.From)), prose.Escape(terminal.Line(s.To))); err != nil {
			return err
		}
		if len(s.Report.Changes) == 0 {
			_, err := fmt.Fprint(w, "No changes.\n\n")
			return err
		}
		if err := print(w, s.Report, o); err != nil {
			return err
		}
		_, err := fmt.Fprintln(w)
		return err
	}
}

// fileSteps prints what changed from each file to the next one.
func (c console) fileSteps(ctx context.Context, names []string, print func(step) error) error {
	if len(names) < 2 {
		return errors.New("want two files or more, oldest first")
	}
	from := snapshots{console: c}
	var list []history.Snapshot
	for _, name := range names {
		list = append(list, history.Snapshot{Name: name, Load: func() (*model.Snapshot, error) { return from.read(name) }})
	}
	before := ""
	return history.Each(ctx, list, func(s history.Step) error {
		old := before
		before = s.Snapshot.Name
		if s.Report == nil {
			return nil
		}
		return print(step{"", old, s.Snapshot.Name, s.Report})
	})
}

// folderSteps prints what changed from each snapshot of a folder to the next one.
func (c console) folderSteps(ctx context.Context, folder store.Folder, names []string, print func(step) error) error {
	sites, err := chosenSites(folder, names)
	if err != nil {
		return err
	}
	return c.eachIndex(ctx, folder, sites, func(site string, x *index.Index) error {
		before := ""
		return x.Steps(ctx, func(s index.Step) error {
			old := before
			before = s.Name
			if s.Report == nil {
				return nil
			}
			return print(step{site, old, s.Name, s.Report})
		})
	})
}

// steps prints all steps of files or of a folder.
func (c console) steps(walk func(print func(step) error) error, format string) error {
	print := stepPrinters[format]
	return c.page(func(out io.Writer) error {
		w := bufio.NewWriterSize(out, 1<<16)
		err := walk(func(s step) error { return print(w, s, report.Options{Color: c.color, Width: c.width}) })
		if err != nil {
			return err
		}
		return w.Flush()
	})
}
