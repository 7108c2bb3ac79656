package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

func newSync(c console) *cobra.Command {
	var o store.SyncOptions
	cmd := &cobra.Command{
		Use:   "sync SRC DST",
		Short: "Copy the history of one data folder to another",
		Long: `Sync copies the snapshots, reports and manifests that the data folder DST does not
have, of all sites or of those of --site. It checks the digest of each snapshot that
it copies, removes nothing and overwrites nothing: a file that differs is named, with
exit code 2. A sync that was interrupted goes on where it was.

A snapshot comes after its reports and before those that are deltas of it, and a
manifest comes last, so that DST can be read at any time. DST/SITE/latest is then
brought up to date; the index is made again when it is used.`,
		Example: `  tlcrawl sync /var/lib/tlcrawl /mnt/backup/tlcrawl
  tlcrawl sync data copy --site corefork.telegram.org --dry-run
  tlcrawl sync data copy --checksum`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usage(cmd, errors.New("needs two data folders: SRC and DST"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.sync(cmd.Context(), c.folder(args[0]), c.folder(args[1]), o)
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVar(&o.Sites, "site", nil, "copy only this `site`; may be repeated")
	flags.BoolVar(&o.DryRun, "dry-run", false, "copy nothing; print what would be copied")
	flags.BoolVar(&o.Checksum, "checksum", false, "compare the contents of all snapshots that both have, not only their sizes")
	return cmd
}

func (c console) sync(ctx context.Context, from, to store.Folder, o store.SyncOptions) error {
	if path.Clean(from.String()) == path.Clean(to.String()) {
		return &store.FileError{Name: to.String(), Err: errors.New("is SRC and DST; name two folders")}
	}
	if !o.DryRun {
		unlock, err := to.Lock(time.Now())
		if err != nil {
			return err
		}
		defer unlock()
	}
	o.Copied = func(name string) { fmt.Fprintln(c.out, terminal.Line(name)) }
	r, err := store.Sync(ctx, from, to, o)
	if ctx.Err() != nil {
		return errors.New("interrupted; run it again to go on")
	}
	if !o.DryRun {
		for _, site := range r.Sites {
			err = errors.Join(err, latest.Update(to, site))
		}
	}
	if err != nil {
		return errors.New(strings.ReplaceAll(err.Error(), "\n", "; "))
	}
	verb := "copied"
	if o.DryRun {
		verb = "to copy"
	}
	fmt.Fprintf(c.err, "tlcrawl: %s: %d files %s (%d bytes), %d there before\n", terminal.Line(to.String()), r.Copied, verb, r.Bytes, r.Same)
	return nil
}
