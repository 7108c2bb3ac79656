package cli

import (
	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/report"
)

func newRules(c console) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Print the table of rules",
		Example: `  tlcrawl rules
  tlcrawl rules --format markdown`,
		Args: exactArgs(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := report.RuleTable(c.out, format); err != nil {
				return usage(cmd, err)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "how to print the rules: `text|markdown|json`")
	return cmd
}
