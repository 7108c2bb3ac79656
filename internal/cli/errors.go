package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// errorFormat is a format of the table of errors: one file, or a folder. Both return the
// types that the format cannot express.
type errorFormat struct {
	name   string
	file   func(w io.Writer, t *export.Table, f *errorFlags, s *model.Snapshot) (left []string, err error)
	folder func(t *export.Table) (files []export.File, left []string)
}

// whole returns a format that leaves nothing out.
func whole(print func(io.Writer, *export.Table) error) func(io.Writer, *export.Table, *errorFlags, *model.Snapshot) ([]string, error) {
	return func(w io.Writer, t *export.Table, _ *errorFlags, _ *model.Snapshot) ([]string, error) {
		return nil, print(w, t)
	}
}

// errorFormats are the values of --format.
var errorFormats = []errorFormat{
	{name: "json", file: whole(export.JSON)},
	{name: "official", file: whole(export.Official)},
	{name: "madelineproto", file: whole(export.MadelineProto)},
	{name: "madelineproto-v3", file: whole(export.MadelineProtoV3)},
	{name: "csv", file: whole(export.CSV)},
	{name: "markdown", file: whole(export.Markdown)},
	{name: "go", file: func(w io.Writer, t *export.Table, f *errorFlags, _ *model.Snapshot) ([]string, error) {
		return nil, export.Go(w, t, f.pkg)
	}},
	{name: "getdoc", file: func(w io.Writer, _ *export.Table, _ *errorFlags, s *model.Snapshot) ([]string, error) {
		return getdoc.Write(w, s)
	}},
	{name: "telethon", folder: export.Telethon},
	{name: "pyrogram", folder: export.Pyrogram},
}

func errorFormatNames() string {
	var names []string
	for _, f := range errorFormats {
		names = append(names, f.name)
	}
	return strings.Join(names, "|")
}

// complete are the formats that have server errors by default: code generated from them has
// no other source.
var complete = []string{"go", "madelineproto", "madelineproto-v3"}

// errorFlags select errors and a format.
type errorFlags struct {
	format, out, source, pkg, merge, check string
	choose                                 export.Options
	server, serverGiven                    bool
}

func newErrors(c console) *cobra.Command {
	var f errorFlags
	var site siteFlag
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "errors SNAPSHOT [ERROR|METHOD]",
		Short: "Write the table of errors for a generator, or look up an error",
		Long: `Errors writes the errors of a snapshot, each code and type once: as json (everything),
official (like the site's errors.json), madelineproto, madelineproto-v3, csv, markdown,
go (a self-contained file), getdoc (the whole snapshot, for the generator of gotd/td), or
as the folders telethon and pyrogram, which need --out.

The pages of the methods and the site's own table differ: --source selects one of them.
Formats with one description for an error use the one on most pages, then the longest,
then the first in alphabetical order. Formats for generators (go, telethon, pyrogram) have
FILE_MIGRATE with the code 303, which servers return; the site lists it under 400.
Servers also return errors that the site does not list; --server-errors adds those that
libraries look up by name, such as RPC_CALL_FAIL.

With an error as a server returns it, or with a method, errors prints what is known: the
codes, the methods and, with --data, since which snapshot.`,
		Example: `  tlcrawl errors today.json --format official --out errors.json
  tlcrawl errors today.json --format telethon --server-errors --out data/
  tlcrawl errors today.json --format telethon --merge data/ --out data/
  tlcrawl errors today.json --format csv --source pages --method 'auth.*'
  tlcrawl errors today.json FLOOD_WAIT_42
  tlcrawl errors latest auth.sendCode --data /var/lib/tlcrawl`,
		Args: rangeArgs(1, 2),

		ValidArgsFunction: from.completeError,
		RunE: func(cmd *cobra.Command, args []string) error {
			format, err := f.choice(len(args) == 2, cmd.Flags().Changed)
			if err != nil {
				return usage(cmd, err)
			}
			if err := site.check(); err != nil {
				return usage(cmd, err)
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 {
				site.relink(s)
			}
			t, err := export.New(s, f.choose)
			var none *export.NoTableError
			switch {
			case errors.As(err, &none):
				return &store.FileError{Name: args[0], Err: err}
			case err != nil:
				return usage(cmd, err)
			case len(args) == 2:
				return c.explain(t, args[0], args[1], c.past(cmd, from.data, s))
			}
			return c.writeErrors(format, t, &f, s)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", "json", "how to print the errors: `"+errorFormatNames()+"`")
	flags.StringVarP(&f.out, "out", "o", "", "the `file` to write (default: standard output)")
	flags.StringVar(&f.source, "source", string(export.Both), "which errors to use, those of the pages or those of the site's error table: `pages|site|both`")
	flags.StringVar(&f.choose.Method, "method", "", "only errors of methods that match this `pattern`: 'auth.*'")
	flags.BoolVar(&f.server, "server-errors", false, "add errors that servers return and the site does not list (default for go, madelineproto)")
	flags.IntVar(&f.choose.Code, "code", 0, "only errors with this `code`")
	flags.StringVar(&f.merge, "merge", "", "keep rows of the existing `folder or file` whose error is unknown here (telethon, pyrogram)")
	flags.StringVar(&f.check, "check", "", "write nothing; compare with this `folder`, exit 1 if a file differs (telethon, pyrogram)")
	flags.StringVar(&f.pkg, "package", export.DefaultPackage, "the `name` of the package that --format go writes")
	site.register(cmd)
	from.register(cmd)
	return cmd
}

func (f *errorFlags) choice(asking bool, given func(flag string) bool) (errorFormat, error) {
	f.choose.From = export.Source(f.source)
	f.choose.ServerErrors = f.server && !asking
	if f.serverGiven = given("server-errors"); !f.serverGiven {
		f.choose.ServerErrors = slices.Contains(complete, f.format) && !asking
	}
	i := slices.IndexFunc(errorFormats, func(e errorFormat) bool { return e.name == f.format })
	switch {
	case i < 0:
		return errorFormat{}, fmt.Errorf("invalid --format %q (want %s)", f.format, strings.ReplaceAll(errorFormatNames(), "|", ", "))
	case f.format == "getdoc" && (f.choose.Method != "" || f.choose.Code != 0 || given("source") || given("server-errors")):
		return errorFormat{}, errors.New("--format getdoc writes the whole snapshot: it takes no --method, --code, --source or --server-errors")
	case errorFormats[i].folder == nil && (f.merge != "" || f.check != ""):
		return errorFormat{}, errors.New("--merge and --check need --format telethon or pyrogram")
	case errorFormats[i].folder != nil && f.check == "" && (f.out == "" || f.out == store.Stdio) && !asking:
		return errorFormat{}, fmt.Errorf("--format %s writes a folder: give --out FOLDER", f.format)
	}
	return errorFormats[i], nil
}
