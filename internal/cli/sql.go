package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
)

// sqlFlags are the flags of sql.
type sqlFlags struct {
	data, site, format string
	limit              int
	timeout            time.Duration
}

func newSQL(c console) *cobra.Command {
	var f sqlFlags
	cmd := &cobra.Command{
		Use:   "sql QUERY",
		Short: "Query the index of a data folder in SQL",
		Long: `Sql runs one SELECT on the index of all snapshots, an SQLite database, and prints the
rows: a table on a terminal, tab-separated values elsewhere. Nothing can be written.

The views are snapshots, changes, entities, ids, errors and error_methods; texts is a
full-text index. docs/index.md describes them.`,
		Example: `  tlcrawl sql "SELECT time, breaking FROM snapshots WHERE breaking > 0"
  tlcrawl sql "SELECT type, methods FROM errors ORDER BY methods DESC LIMIT 5"
  tlcrawl sql "SELECT * FROM changes WHERE name = 'auth.sendCode'" --format json`,
		Args: exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, ok := rowPrinters[f.format]
			switch {
			case !ok:
				return usage(cmd, fmt.Errorf("invalid --format %q (want auto, table, tsv, csv or json)", f.format))
			case f.limit < 0 || f.timeout <= 0:
				return usage(cmd, errors.New("invalid --limit or --timeout (want a positive one; --limit 0 prints all rows)"))
			}
			return c.query(cmd.Context(), args[0], &f, print(c))
		},
	}
	flags := cmd.Flags()
	dataFlag(cmd, &f.data, "the data `folder`")
	flags.StringVar(&f.site, "site", "", "the `site` to ask about, where the folder has several")
	flags.StringVar(&f.format, "format", "auto", "how to print the rows: `auto|table|tsv|csv|json`")
	flags.IntVar(&f.limit, "limit", 100_000, "stop after this `number` of rows; 0 prints all")
	flags.DurationVar(&f.timeout, "timeout", time.Minute, "stop after this `time`")
	return cmd
}

var errRows = errors.New("enough rows")

// query prints the rows of a query.
func (c console) query(ctx context.Context, query string, f *sqlFlags, p rowPrinter) error {
	x, err := c.oneIndex(ctx, c.folder(f.data), f.site)
	if err != nil {
		return err
	}
	defer x.Close()
	limited, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	rows := 0
	err = x.Query(limited, query, p.columns, func(values []any) error {
		if rows++; f.limit > 0 && rows > f.limit {
			return errRows
		}
		return p.row(values)
	})
	switch {
	case errors.Is(err, errRows):
		fmt.Fprintf(c.err, "tlcrawl: stopped after %d rows (--limit)\n", f.limit)
	case ctx.Err() == nil && limited.Err() != nil:
		return fmt.Errorf("query: not finished after %s (--timeout)", f.timeout)
	case err != nil:
		return err
	}
	return p.end()
}

// newExport writes copies of the index of a data folder.
func newExport(c console) *cobra.Command {
	var data, site, format, out string
	cmd := &cobra.Command{
		Use:   "export --format sqlite --out FILE",
		Short: "Write a copy of the index, an SQLite database",
		Long: `Export writes a copy of the index of all snapshots, an SQLite database for other
programs. docs/index.md describes its views.`,
		Example: `  tlcrawl export --format sqlite --out history.db --data /var/lib/tlcrawl`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case format != "sqlite":
				return usage(cmd, fmt.Errorf("invalid --format %q (want sqlite)", format))
			case out == "":
				return usage(cmd, errors.New("--out is required"))
			}
			if err := c.writable(out); err != nil {
				return err
			}
			x, err := c.oneIndex(cmd.Context(), c.folder(data), site)
			if err != nil {
				return err
			}
			defer x.Close()
			return c.output(out, func(w io.Writer) error {
				_, err := x.WriteTo(w)
				return err
			})
		},
	}
	flags := cmd.Flags()
	dataFlag(cmd, &data, "the data `folder`")
	flags.StringVar(&site, "site", "", "the `site` to export, where the folder has several")
	flags.StringVar(&format, "format", "sqlite", "the format of the file: `sqlite`")
	flags.StringVarP(&out, "out", "o", "", "the `file` to write")
	return cmd
}
