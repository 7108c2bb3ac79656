package main

import (
	"errors"
	"io"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
)

func newTL(c console) *cobra.Command {
	var out string
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "tl SNAPSHOT",
		Short: "Print the schema as a .tl file",
		Long: `Tl prints the schema of a snapshot as a .tl file, in the site's order, with the layer
in a comment at its end. Wherever a snapshot is wanted, a .tl file, the site's
/schema/json or a file of getdoc will do, with what it has.`,
		Example: `  tlcrawl tl today.json --out api.tl
  tlcrawl diff api.tl today.json --only methods`,
		Args: exactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			err = c.output(out, func(w io.Writer) error { return schema.Write(w, s) })
			if errors.Is(err, schema.ErrNoSchema) {
				return &store.FileError{Name: args[0], Err: schema.ErrNoSchema}
			}
			return err
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "the `file` to write (default: standard output)")
	from.register(cmd)
	return cmd
}
