package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/store"
)

// printer writes a report in one format.
type printer func(w io.Writer, r *diff.Report, colour bool) error

// formats are the formats that diff prints, by name.
var formats = []struct {
	name  string
	print printer
}{
	{"text", func(w io.Writer, r *diff.Report, colour bool) error {
		return diff.Text(w, r, diff.TextOptions{Color: colour})
	}},
	{"markdown", func(w io.Writer, r *diff.Report, _ bool) error { return diff.Markdown(w, r) }},
	{"json", func(w io.Writer, r *diff.Report, _ bool) error { return diff.JSON(w, r) }},
	{"official", func(w io.Writer, r *diff.Report, _ bool) error { return diff.Official(w, r) }},
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

func findFormat(name string) (printer, error) {
	for _, f := range formats {
		if f.name == name {
			return f.print, nil
		}
	}
	return nil, fmt.Errorf("--format %q is not known; the formats are %s", name, strings.Join(formatNames(), ", "))
}

// diffFlags say how two snapshots are compared and told.
type diffFlags struct {
	format, out, failOn, color string
	accept, writeAccept        string
	exitCode                   bool
	filter                     diff.Filter
}

func newDiff(c console) *cobra.Command {
	var f diffFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two snapshots",
		Long: `Diff compares two snapshots and prints what changed, the gravest first: what breaks
code that calls the API, what leaves it working, what is in the words alone. It
prints nothing where nothing changed.

The format official is the wording and the order of the site's own list of changes,
/api/layers: it tells of methods and constructors, and nothing of errors and words.`,
		Example: `  tlcrawl diff 195.json 214.json
  tlcrawl diff old.json new.json --only methods,breaking --name 'messages.*'
  tlcrawl diff old.json new.json --format markdown --out report.md
  tlcrawl diff old.json new.json --format official
  tlcrawl diff old.json new.json --fail-on breaking
  tlcrawl diff old.json new.json --write-accept expected.txt
  tlcrawl diff old.json new.json --accept expected.txt --exit-code
  tlcrawl diff latest~1 latest --data /var/lib/tlcrawl`,
		Args: exactly(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return usage(cmd, err)
			}
			old, err := from.read(args[0])
			if err != nil {
				return err
			}
			new, err := from.read(args[1])
			if err != nil {
				return err
			}
			return f.tell(c, diff.Compare(old, new))
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
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 where anything changed")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 where something of this `level` or a graver one changed: breaking, compatible, docs")
	flags.StringSliceVar(&f.filter.Only, "only", nil, "only these `kinds, levels or rules`: methods,breaking,error-added")
	flags.StringVar(&f.filter.Name, "name", "", "only entities whose name matches this `pattern`: 'messages.*'")
	flags.StringVar(&f.accept, "accept", "", "the `file` of changes that were expected: counted, not shown")
	flags.StringVar(&f.writeAccept, "write-accept", "", "the `file` to write that accepts everything that changed")
	flags.StringVar(&f.color, "color", "auto", "`auto|always|never`")
}

func (f *diffFlags) check() error {
	if _, err := findFormat(f.format); err != nil {
		return err
	}
	if f.failOn != "" && !slices.Contains(diff.Levels, diff.Level(f.failOn)) {
		return fmt.Errorf("--fail-on %q is no level; the levels are breaking, compatible and docs", f.failOn)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return fmt.Errorf("--color %q is none of auto, always and never", f.color)
	}
	return f.filter.Check()
}

// tell prints the report, and returns errDiffers where the flags ask for it.
func (f *diffFlags) tell(c console, r *diff.Report) error {
	r, err := r.Filter(f.filter)
	if err != nil {
		return err
	}
	if r, err = f.accepted(r); err != nil {
		return err
	}
	print, err := findFormat(f.format)
	if err != nil {
		return err
	}
	colour := f.color == "always" || f.color == "auto" && f.out == "" && c.colour
	if err := c.output(f.out, func(w io.Writer) error { return print(w, r, colour) }); err != nil {
		return err
	}
	worst, any := r.Worst()
	if any && (f.exitCode || f.failOn != "" && worst.AtLeast(diff.Level(f.failOn))) {
		return errDiffers
	}
	return nil
}

// accepted takes out of the report what was expected, and writes down the rest as
// expected from now on, where that was asked for.
func (f *diffFlags) accepted(r *diff.Report) (*diff.Report, error) {
	if f.accept != "" {
		list, err := os.Open(f.accept)
		if err != nil {
			return nil, &store.FileError{Name: f.accept, Err: store.Plain(err)}
		}
		defer list.Close()
		a, err := diff.ParseAccepted(list)
		if err != nil {
			return nil, &store.FileError{Name: f.accept, Err: store.Plain(err)}
		}
		r = r.Without(a)
	}
	if f.writeAccept != "" {
		return r, store.Replace(f.writeAccept, func(w io.Writer) error { return diff.WriteAccepted(w, r) })
	}
	return r, nil
}
