package cli

import (
	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/jsonschema"
)

func newSchema(c console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Print the JSON Schema of what tlcrawl writes",
		Long: `Schema prints the JSON Schema of a document that tlcrawl writes, or reads:

  snapshot          crawl
  report            diff --format json
  parse             a line of parse
  errors            errors --format json
  official          errors --format official
  madelineproto, madelineproto-v3
                    errors --format madelineproto, madelineproto-v3
  docs              docs --format json
  docs-mtcute, docs-pyrogram, docs-teleproto
                    docs --format mtcute, pyrogram, teleproto
  tl                tl --format json
  upcoming          upcoming --format json
  sources           upstream --sources FILE`,
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
