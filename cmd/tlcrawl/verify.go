package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/verify"
)

func newVerify(c console) *cobra.Command {
	var format string
	from := snapshots{console: c}
	cmd := &cobra.Command{
		Use:   "verify SNAPSHOT",
		Short: "Hold a snapshot against itself: every CRC32, every reference",
		Long: `Verify makes sure that the id of every combinator is the CRC32 of its line, that the
tables of parameters are what the lines say, that every type is built by something
and every condition looks at a field of flags. It exits with 1 where anything
cannot be right.`,
		Example: `  tlcrawl verify today.json
  tlcrawl verify api.tl --format json`,
		Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usage(cmd, fmt.Errorf("--format %q is not known; the formats are text, json", format))
			}
			s, err := from.read(args[0])
			if err != nil {
				return err
			}
			findings := verify.Snapshot(s)
			if err := printFindings(c.out, findings, format); err != nil {
				return err
			}
			if len(findings) > 0 {
				return errDiffers
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`text|json`")
	from.register(cmd)
	return cmd
}

func printFindings(w io.Writer, findings []verify.Finding, format string) error {
	if format == "json" {
		return printJSON(w, map[string]any{"findings": append([]verify.Finding{}, findings...)})
	}
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%s: %s\n", f.Rule, terminal.Line(f.Text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
