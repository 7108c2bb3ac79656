package cli

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

func newDiff(c console) *cobra.Command {
	var f diffFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "diff [OLD NEW]",
		Short: "Compare two snapshots",
		Long: `Compare two snapshots and print what changed, most severe first: changes that break
code that calls the API, compatible ones, and those of the documentation only. If nothing
changed, diff prints nothing. Without OLD and NEW it compares the two newest snapshots of
the data folder, latest~1 and latest.

Formats: text for a terminal, in a pager; oneline for grep; markdown for a pull request;
html, one file for a browser; github, annotations for GitHub Actions, with the Markdown
appended to $GITHUB_STEP_SUMMARY; junit for GitLab; atom, a feed with one entry; json for
programs.

The format official uses the wording and the order of the site's own list of changes,
/api/layers: methods and constructors only, without errors and descriptions.

--only takes kinds, levels, directions and rules (see tlcrawl rules). Of several words a
change must match one kind, one level, one direction and one rule: --only methods,breaking
shows the breaking changes of methods, --only sent what changed in what a client sends.
--except leaves out exactly what --only would show with the same words; repeat it to leave
out more: --except docs --except layers.

--used limits the report to what a client uses: the named methods, constructors and types
and everything that their parameters and results reach. Updates always count as used. The
file has a name a line, # begins a comment; a part of a .tl file works too.

On a terminal the report is shown in $TLCRAWL_PAGER, $PAGER or less, as git does it;
TLCRAWL_PAGER=cat turns that off.`,
		Example: `  tlcrawl diff 195.json 214.json
  tlcrawl diff --data /var/lib/tlcrawl
  tlcrawl diff old.json new.json --stat
  tlcrawl diff old.json new.json --only methods,breaking --name 'messages.*'
  tlcrawl diff old.json new.json --except docs --except layers
  tlcrawl diff old.json new.json --only received,breaking
  tlcrawl diff old.json new.json --schema mtproto
  tlcrawl diff pinned.tl latest --used used.txt --fail-on breaking
  tlcrawl diff old.json new.json --levels levels.txt --fail-on breaking
  tlcrawl diff old.json new.json --format markdown --out report.md
  tlcrawl diff old.json new.json --format oneline | grep breaking
  tlcrawl diff old.json new.json --format html --out report.html
  tlcrawl diff old.json new.json --format official
  tlcrawl diff old.json new.json --write-accept expected.txt
  tlcrawl diff old.json new.json --accept expected.txt --exit-code
  tlcrawl diff 214 latest --data /var/lib/tlcrawl`,
		Args:              twoOrNone,
		ValidArgsFunction: from.complete(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd.Flags()); err != nil {
				return usage(cmd, err)
			}
			if len(args) == 0 {
				args = []string{"latest~1", "latest"}
			}
			if f.used == store.Stdio && (args[0] == store.Stdio || args[1] == store.Stdio) {
				return usage(cmd, errors.New("standard input is one file: give --used or the snapshot as another one"))
			}
			old, new, err := from.readBoth(args[0], args[1])
			if err != nil {
				return err
			}
			f.print.Updated = from.when(args[1])
			r, err := f.apply(c, old, new)
			if err != nil {
				return err
			}
			return f.show(c, r)
		},
	}
	f.register(cmd.Flags())
	from.register(cmd)
	return cmd
}

// twoOrNone accepts two snapshots or none.
func twoOrNone(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return exactArgs(2)(cmd, args)
}

// show prints the report, and returns errDiffers if the flags ask for it.
func (f *diffFlags) show(c console, r *diff.Report) error {
	format, err := findFormat(f.format)
	if err != nil {
		return err
	}
	if f.stat {
		format.Print = report.Stat
	}
	if f.writeAccept != "" {
		err := atomicfile.Write(f.writeAccept, func(w io.Writer) error { return report.AcceptList(w, r, report.Options{}) })
		if err != nil {
			return err
		}
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
