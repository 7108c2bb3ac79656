package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	format, out, failOn, color string
	accept, writeAccept        string
	exitCode                   bool
	filter                     diff.Filter
	print                      report.Options
}

func newDiff(c console) *cobra.Command {
	var f diffFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare two snapshots",
		Long: `Compare two snapshots and print what changed, most severe first: changes that break
code that calls the API, compatible ones, and those of the documentation only. If nothing
changed, diff prints nothing.

Formats: text for a terminal, in $PAGER; oneline for grep; markdown for a pull request;
html, one file for a browser; github, annotations for GitHub Actions, with the Markdown
appended to $GITHUB_STEP_SUMMARY; junit for GitLab; atom, a feed with one entry; json for
programs.

The format official uses the wording and the order of the site's own list of changes,
/api/layers: methods and constructors only, without errors and descriptions.`,
		Example: `  tlcrawl diff 195.json 214.json
  tlcrawl diff old.json new.json --only methods,breaking --name 'messages.*'
  tlcrawl diff old.json new.json --format markdown --out report.md
  tlcrawl diff old.json new.json --format oneline | grep breaking
  tlcrawl diff old.json new.json --format html --out report.html
  tlcrawl diff old.json new.json --format official
  tlcrawl diff old.json new.json --fail-on breaking
  tlcrawl diff old.json new.json --write-accept expected.txt
  tlcrawl diff old.json new.json --accept expected.txt --exit-code
  tlcrawl diff latest~1 latest --data /var/lib/tlcrawl`,
		Args: exactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return usage(cmd, err)
			}
			old, new, err := from.readBoth(args[0], args[1])
			if err != nil {
				return err
			}
			f.print.Updated = from.when(args[1])
			return f.show(c, diff.Compare(old, new))
		},
	}
	f.register(cmd)
	from.register(cmd)
	return cmd
}

func (f *diffFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "text", "`"+strings.Join(formatNames(), "|")+"`")
	flags.StringVarP(&f.out, "out", "o", "", "the `file` to write (default: standard output)")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if anything changed")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 if there is a change of this `level` or more severe: breaking, compatible, docs")
	flags.StringSliceVar(&f.filter.Only, "only", nil, "only these `kinds, levels or rules`: methods,breaking,error-added")
	flags.StringVar(&f.filter.Name, "name", "", "only entities whose name matches this `pattern`: 'messages.*'")
	flags.StringVar(&f.accept, "accept", "", "a `file` of expected changes: they are counted, not shown")
	flags.StringVar(&f.writeAccept, "write-accept", "", "write a `file` for --accept that accepts every change")
	flags.IntVar(&f.print.MaxBytes, "max-bytes", githubLimit, "limit a Markdown report to this many `bytes`; 0 is no limit")
	flags.StringVar(&f.print.Link, "link", "", "the `address` of the report, for --format atom")
	flags.StringVar(&f.color, "color", "auto", "`auto|always|never`")
}

func (f *diffFlags) check() error {
	if _, err := findFormat(f.format); err != nil {
		return err
	}
	if f.print.MaxBytes < 0 {
		return fmt.Errorf("invalid --max-bytes %d (want 0 for no limit, or a size; GitHub accepts 65536)", f.print.MaxBytes)
	}
	if f.failOn != "" && !slices.Contains(diff.Levels, diff.Level(f.failOn)) {
		return fmt.Errorf("invalid --fail-on %q (want breaking, compatible or docs)", f.failOn)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return fmt.Errorf("invalid --color %q (want auto, always or never)", f.color)
	}
	return f.filter.Check()
}

// show prints the report, and returns errDiffers if the flags ask for it.
func (f *diffFlags) show(c console, r *diff.Report) error {
	r, err := r.Filter(f.filter)
	if err != nil {
		return err
	}
	if r, err = f.accepted(r); err != nil {
		return err
	}
	format, err := findFormat(f.format)
	if err != nil {
		return err
	}
	f.print.Color = f.color == "always" || f.color == "auto" && f.out == "" && c.color
	write := func(w io.Writer) error { return format.Print(w, r, f.print) }
	if f.out == "" && format.Paged {
		f.print.Width = c.width
		err = c.page(write)
	} else {
		err = c.output(f.out, write)
	}
	if err != nil {
		return err
	}
	if f.format == "github" {
		if err := summarizeStep(r); err != nil {
			return err
		}
	}
	worst, any := r.Worst()
	if any && (f.exitCode || f.failOn != "" && worst.AtLeast(diff.Level(f.failOn))) {
		return errDiffers
	}
	return nil
}

// accepted removes the expected changes from the report, and writes the others to the file
// of --write-accept.
func (f *diffFlags) accepted(r *diff.Report) (*diff.Report, error) {
	if f.accept != "" {
		list, err := os.Open(f.accept)
		if err != nil {
			return nil, &store.FileError{Name: f.accept, Err: atomicfile.Reason(err)}
		}
		defer list.Close()
		a, err := diff.ParseAccepted(list)
		if err != nil {
			return nil, &store.FileError{Name: f.accept, Err: atomicfile.Reason(err)}
		}
		r = r.Without(a)
	}
	if f.writeAccept != "" {
		return r, atomicfile.Write(f.writeAccept, func(w io.Writer) error { return report.AcceptList(w, r, report.Options{}) })
	}
	return r, nil
}
