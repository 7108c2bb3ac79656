package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/schema"
	"github.com/tlcrawl/tlcrawl/store"
)

// schemaNames are the values of --schema.
var schemaNames = []string{model.SchemaAPI, model.SchemaMTProto, model.SchemaEndToEnd}

type tlFlags struct {
	out, schema, format string
	layer               int
	noCore, wrapper     bool
}

func newTL(c console) *cobra.Command {
	var f tlFlags
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "tl SNAPSHOT",
		Short: "Print a schema as a .tl file or as JSON",
		Long: `Tl prints a schema of a snapshot in the site's order: as a .tl file, with the layer in
a comment at its end, or as JSON in the shape of the site's /schema/json. Definitions of
built-in types (int ? = Int) are left out of the API's schema.

Every command that reads a snapshot also reads a .tl file, the site's /schema/json, its
errors.json and a file of getdoc.`,
		Example: `  tlcrawl tl today.json --out api.tl
  tlcrawl tl today.json --schema mtproto
  tlcrawl tl today.json --format json --no-core
  tlcrawl diff api.tl today.json --only methods`,
		Args: exactArgs(1),

		ValidArgsFunction: from.complete(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return usage(cmd, err)
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			if s.Layer == 0 {
				s.Layer = f.layer
			}
			err = c.output(f.out, func(w io.Writer) error { return f.write(w, s) })
			if errors.Is(err, schema.ErrNoSchema) {
				missing := f.schema
				if f.wrapper {
					missing = "mtproto or no api"
				}
				return &store.FileError{Name: args[0], Err: fmt.Errorf("no %s schema in it", missing)}
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "the `file` to write (default: standard output)")
	flags.StringVar(&f.schema, "schema", model.SchemaAPI, "the schema to print: `"+strings.Join(schemaNames, "|")+"`")
	flags.StringVar(&f.format, "format", "tl", "how to print the schema: `tl|json`")
	flags.IntVar(&f.layer, "layer", 0, "the layer of an input that does not say its own")
	flags.BoolVar(&f.noCore, "no-core", false, "leave out boolFalse, boolTrue, true, vector, error and null, and built-in types")
	flags.BoolVar(&f.wrapper, "layer-wrapper", false, `with --format json: {"layer", "MTProto", "API"}`)
	from.register(cmd)
	return cmd
}

func (f *tlFlags) check() error {
	switch {
	case !slices.Contains(schemaNames, f.schema):
		return fmt.Errorf("invalid --schema %q (want %s)", f.schema, strings.Join(schemaNames, ", "))
	case f.format != "tl" && f.format != "json":
		return fmt.Errorf("invalid --format %q (want tl or json)", f.format)
	case f.layer < 0:
		return fmt.Errorf("invalid --layer %d", f.layer)
	case f.wrapper && (f.format != "json" || f.schema != model.SchemaAPI):
		return errors.New("--layer-wrapper needs --format json and takes no --schema")
	}
	return nil
}

func (f *tlFlags) write(w io.Writer, s *model.Snapshot) error {
	o := schema.Options{SkipBase: true, SkipCore: f.noCore}
	switch {
	case f.wrapper:
		return schema.WriteLayeredJSON(w, s, o)
	case f.format == "json":
		return schema.WriteJSON(w, s, f.schema, o)
	case f.schema == model.SchemaAPI:
		return schema.Write(w, s, o)
	}
	return schema.WriteSchema(w, s, f.schema, schema.Options{SkipBase: f.noCore, SkipCore: f.noCore})
}
