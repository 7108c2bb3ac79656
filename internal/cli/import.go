package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

// importFlags are the flags of the command.
type importFlags struct {
	progress                    progress
	data, source, layerFrom, at string
	with                        string
	layer                       int
	dryRun, exitCode            bool
}

func newImport(c console) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import --data DIR INPUT...",
		Short: "Import the history of a repository or of files into a data folder",
		Long: `Import stores snapshots made from other sources, each with a report of its changes.
INPUT is a snapshot, a .tl file, /schema/json, a file of gotd/getdoc, a folder of pages,
or git:REPO[@REV]:PATH: each commit that changed a file, or the pages below a folder.

Of the versions of a site, those that differ from the one before are stored, dated by
the commit, or by --time, or by the last change of the file. A version that cannot be
read or is implausible is listed on standard error, and the import goes on. What is in
the data folder stays: an import can be interrupted, and run again when the repository
has new commits.`,
		Example: `  tlcrawl import --source https://github.com/telegramdesktop/tdesktop \
    git:tdesktop:Telegram/SourceFiles/mtproto/scheme/api.tl
  tlcrawl import --source https://github.com/tdlib/td \
    --layer-from 'td/telegram/Version.h:LAYER\D+(\d+)' \
    git:td:td/generate/scheme/telegram_api.tl
  tlcrawl import git:getdoc@main:_schema/latest.json
  tlcrawl import git:telegram-crawler@data:data
  tlcrawl import --time 2021-10-09 133.json --with 133.tl`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), c, args) },
	}
	f.progress.register(cmd)
	flags := cmd.Flags()
	dataFlag(cmd, &f.data, "the data `folder`")
	flags.StringVar(&f.source, "source", "", "`address` of the site or repository, for inputs that do not say it, as in https://github.com/tdlib/td")
	flags.IntVar(&f.layer, "layer", 0, "`number` of the layer of all inputs")
	flags.StringVar(&f.layerFrom, "layer-from", "", "`FILE:REGEXP`: read the layer of each commit from another file of it; the first group is the layer")
	flags.StringVar(&f.at, "time", "", "`time` of the inputs that are files or folders, as in 2021-10-09 or 2021-10-09T15:02:56Z")
	flags.StringVar(&f.with, "with", "", "merge the input with this `file` of the same layer: a schema with words, or words with a schema")
	flags.BoolVar(&f.dryRun, "dry-run", false, "store nothing, list what would be stored")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if a version was refused")
	return cmd
}

// softLimit is the memory of Go above which it is collected more often, in bytes.
const softLimit = 96 << 20

// options checks the flags.
func (f *importFlags) options(c console) (o importer.Options, err error) {
	o = importer.Options{Folder: c.folder(f.data), Source: f.source, Layer: f.layer, DryRun: f.dryRun}
	switch {
	case f.layer < 0:
		return o, errors.New("--layer must not be negative")
	case f.layer != 0 && f.layerFrom != "":
		return o, errors.New("only one of --layer and --layer-from can be used")
	}
	if f.layerFrom != "" {
		if o.LayerFrom, err = importer.ParseLayerFrom(f.layerFrom); err != nil {
			return o, err
		}
	}
	if f.at != "" {
		if o.Time, err = parseTime(f.at); err != nil {
			return o, err
		}
	}
	if f.with != "" {
		if o.With, err = store.Read(f.with); err != nil {
			return o, err
		}
	}
	return o, nil
}

// parseTime reads a time or a day, which begins at midnight UTC.
func parseTime(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1970 {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("invalid --time %q (want 2021-10-09 or 2021-10-09T15:02:56Z)", s)
}

func (f *importFlags) run(ctx context.Context, c console, args []string) error {
	if err := f.progress.start(c.err); err != nil {
		return err
	}
	f.progress.verb, f.progress.unit = "importing", "versions"
	o, err := f.options(c)
	if err != nil {
		return err
	}
	var inputs []importer.Input
	for _, arg := range args {
		in, err := importer.Parse(arg)
		if err != nil {
			return err
		}
		inputs = append(inputs, in)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		// Snapshots are large, and many of them pass: memory is collected early once there is
		// much, and as usual before.
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(softLimit))
	}
	if terminal.Is(c.err) {
		o.Progress = f.progress.update
	}
	result, err := importer.Run(ctx, inputs, o)
	f.progress.clear()
	if result != nil {
		f.report(c, result)
	}
	switch {
	case ctx.Err() != nil:
		return errors.New("interrupted; what was imported is stored: run the same command again to continue")
	case err != nil:
		return err
	case f.exitCode && result.Refused() > 0:
		return errDiffers
	}
	return nil
}

// report prints the rejected inputs, those that would be stored, and a summary of each
// site.
func (f *importFlags) report(c console, result *importer.Result) {
	for _, s := range result.Sites {
		for _, r := range s.Refused {
			verb := "refused"
			if r.Implausible {
				verb = "implausible, not imported"
			}
			fmt.Fprintf(c.err, "tlcrawl: %s: %s\n", verb, terminal.Line(r.String()))
		}
		c.warnDamaged(s.Damaged)
		f.progress.warnIndex(s.IndexError)
		stored := "stored"
		if f.dryRun {
			stored = "would be stored"
			for _, e := range s.Stored {
				fmt.Fprintf(c.out, "%s  layer %d  %d changes\n", e.Entry.Time.Format(time.RFC3339), e.Entry.Layer, e.Changes)
			}
		}
		parts := []string{fmt.Sprintf("%d %s", len(s.Stored), stored), fmt.Sprintf("%d unchanged", s.Unchanged)}
		if s.Present > 0 {
			parts = append(parts, fmt.Sprintf("%d there before", s.Present))
		}
		if n := len(s.Refused); n > 0 {
			parts = append(parts, fmt.Sprintf("%d REFUSED", n))
		}
		f.progress.summarize(fmt.Sprintf("%s: %d versions: %s", s.Site, s.Versions, strings.Join(parts, ", ")))
	}
}
