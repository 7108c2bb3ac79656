package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	format, out, failOn, color string
	accept, writeAccept        string
	levels, used               string
	except                     []string
	exitCode, stat             bool
	filter                     diff.Filter
	print                      report.Options
}

func (f *diffFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.format, "format", "text", "how to print the changes: `"+strings.Join(formatNames(), "|")+"`")
	flags.BoolVar(&f.stat, "stat", false, "print a line for each method, constructor and type, like git diff --stat")
	flags.StringVarP(&f.out, "out", "o", "", "the `file` to write (default: standard output)")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if anything changed")
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 if there is a change of this level or more severe: `breaking|compatible|docs`")
	flags.StringSliceVar(&f.filter.Only, "only", nil, "only these `filter`: methods,breaking,error-added")
	flags.StringArrayVar(&f.except, "except", nil, "all but the changes that --only would show with these `filter`; may be repeated")
	flags.StringVar(&f.filter.Schema, "schema", "", "only changes of this schema: `"+strings.Join(diff.Schemas, "|")+"`")
	flags.StringVar(&f.filter.Name, "name", "", "only entities whose name matches this `pattern`: 'messages.*'")
	flags.StringVar(&f.levels, "levels", "", "a `file` with levels of your own, a line each: error-added = docs")
	flags.StringVar(&f.used, "used", "", "only what these methods and types reach: a `file` with a name or a line of a schema a line; - for standard input")
	flags.StringVar(&f.accept, "accept", "", "a `file` of expected changes: they are counted, not shown")
	flags.StringVar(&f.writeAccept, "write-accept", "", "write a `file` for --accept that accepts every change")
	flags.IntVar(&f.print.MaxBytes, "max-bytes", githubLimit, "limit a Markdown report to this many `bytes`; 0 is no limit")
	flags.StringVar(&f.print.Link, "link", "", "the `address` of the report, for --format atom")
	flags.StringVar(&f.color, "color", "auto", "when to use colors: `auto|always|never`")
}

func (f *diffFlags) check(flags *pflag.FlagSet) error {
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
	for _, list := range f.except {
		f.filter.Except = append(f.filter.Except, strings.Split(list, ","))
	}
	if err := f.filter.Check(); err != nil {
		return err
	}
	return f.contradictions(flags)
}

// contradictions rejects flags of which one makes the other useless.
func (f *diffFlags) contradictions(flags *pflag.FlagSet) error {
	switch {
	case f.stat && f.format != "text":
		return fmt.Errorf("--stat is a table of text: leave out --format %s", f.format)
	case f.print.Link != "" && f.format != "atom":
		return fmt.Errorf("--link is for --format atom, not for %s", f.format)
	case flags.Changed("max-bytes") && f.format != "markdown" && f.print.MaxBytes > 0:
		return fmt.Errorf("--max-bytes is for --format markdown, not for %s", f.format)
	case f.failOn != "" && !f.canFail():
		return fmt.Errorf("--fail-on %s can never fail: --only and --except leave out every change of that level", f.failOn)
	case f.writeAccept != "" && f.writeAccept == f.accept:
		return errors.New("--write-accept would overwrite the file of --accept: name another file")
	}
	return nil
}

// canFail reports whether changes that --fail-on checks can pass the filter.
func (f *diffFlags) canFail() bool {
	return slices.ContainsFunc(diff.Levels, func(l diff.Level) bool {
		return l.AtLeast(diff.Level(f.failOn)) && f.filter.Allows(l)
	})
}

// apply applies the flags to the report, and reports on standard error if a filter leaves
// nothing.
func (f *diffFlags) apply(c console, old, new *model.Snapshot) (*diff.Report, error) {
	r := diff.Compare(old, new)
	if f.levels != "" {
		levels, err := readList(c, f.levels, diff.ParseRuleLevels)
		if err != nil {
			return nil, err
		}
		r = r.WithLevels(levels)
	}
	all := len(r.Changes)
	if f.used != "" {
		used, err := f.readUsed(c, old, new)
		if err != nil {
			return nil, err
		}
		r = r.Used(used, old, new)
	}
	r, err := r.Filter(f.filter)
	if err != nil {
		return nil, err
	}
	if all > 0 && len(r.Changes) == 0 {
		fmt.Fprintf(c.err, "tlcrawl: %s: no match among %d changes\n", f.filterNames(), all)
	}
	if f.accept != "" {
		accepted, err := readList(c, f.accept, diff.ParseAccepted)
		if err != nil {
			return nil, err
		}
		r = r.Without(accepted)
	}
	return r, nil
}

// readUsed reads the list of used names. Names that are in neither snapshot are reported on
// standard error; it is an error if all are.
func (f *diffFlags) readUsed(c console, old, new *model.Snapshot) (diff.Used, error) {
	used, err := readList(c, f.used, diff.ParseUsed)
	if err != nil {
		return diff.Used{}, err
	}
	unknown := used.Unknown(old, new)
	if len(unknown) == 0 {
		return used, nil
	}
	const shown = 5
	names := strings.Join(unknown[:min(shown, len(unknown))], ", ")
	if more := len(unknown) - shown; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	if len(unknown) == used.Len() {
		return diff.Used{}, &store.FileError{Name: listName(f.used), Err: fmt.Errorf("none of its names is in either snapshot: %s", names)}
	}
	fmt.Fprintf(c.err, "tlcrawl: %s: in neither snapshot: %s\n", terminal.Line(listName(f.used)), terminal.Line(names))
	return used, nil
}

// filterNames returns the filters as given.
func (f *diffFlags) filterNames() string {
	var names []string
	if f.used != "" {
		names = append(names, "--used "+f.used)
	}
	if len(f.filter.Only) > 0 {
		names = append(names, "--only "+strings.Join(f.filter.Only, ","))
	}
	for _, list := range f.except {
		names = append(names, "--except "+list)
	}
	if f.filter.Name != "" {
		names = append(names, fmt.Sprintf("--name '%s'", f.filter.Name))
	}
	return strings.Join(names, " ")
}

// readList reads a file that a flag names, or standard input.
func readList[T any](c console, name string, parse func(io.Reader) (T, error)) (T, error) {
	var none T
	in := c.in
	if name != store.Stdio {
		file, err := os.Open(name)
		if err != nil {
			return none, &store.FileError{Name: name, Err: atomicfile.Reason(err)}
		}
		defer file.Close()
		in = file
	}
	list, err := parse(in)
	if err != nil {
		return none, &store.FileError{Name: listName(name), Err: atomicfile.Reason(err)}
	}
	return list, nil
}

func listName(name string) string {
	if name == store.Stdio {
		return "standard input"
	}
	return name
}
