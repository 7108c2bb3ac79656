package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/jsonschema"
)

func newSchema(c console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema " + strings.Join(jsonschema.Names(), "|"),
		Short: "Print the JSON Schema of what tlcrawl writes",
		Example: `  tlcrawl schema snapshot
  tlcrawl schema report > report.schema.json`,
		ValidArgs: jsonschema.Names(),
		Args:      exactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := jsonschema.Document(args[0])
			if err != nil {
				return usage(cmd, err)
			}
			_, err = c.out.Write(b)
			return err
		},
	}
}
