package cli

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
	out, schema, format, compat string
	layer                       int
	noCore, wrapper             bool
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

--compat prints the constructors that older layers had with an id that SNAPSHOT does
not know, as NAME_layerN under the last layer that had them. The older layers come from
the data folder, or from files after SNAPSHOT. Without SNAPSHOT it is the newest.

Every command that reads a snapshot also reads a .tl file, the site's /schema/json, its
errors.json and a file of getdoc.`,
		Example: `  tlcrawl tl today.json --out api.tl
  tlcrawl tl today.json --schema mtproto
  tlcrawl tl today.json --format json --no-core
  tlcrawl tl --compat 133-222 --data /var/lib/tlcrawl --out compat.tl
  tlcrawl tl 223.tl 133.tl 158.tl --compat 133-222
  tlcrawl diff api.tl today.json --only methods`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.compat != "" {
				return nil
			}
			return exactArgs(1)(cmd, args)
		},

		ValidArgsFunction: from.complete(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return usage(cmd, err)
			}
			if len(args) == 0 {
				args = []string{"latest"}
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			if s.Layer == 0 {
				s.Layer = f.layer
			}
			if f.compat != "" {
				return f.writeCompat(&from, args, s)
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
	flags.StringVar(&f.compat, "compat", "", "print constructors that these older `layers` had with another id: 133-222")
	from.register(cmd)
	return cmd
}

func (f *tlFlags) check() error {
	_, _, err := f.layers()
	switch {
	case err != nil:
		return err
	case f.compat != "" && (f.schema != model.SchemaAPI || f.format != "tl"):
		return errors.New("--compat prints the API's schema as a .tl file: it takes no --schema or --format")
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
