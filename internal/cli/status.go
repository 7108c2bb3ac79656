package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/nightly"
)

func newStatus(c console) *cobra.Command {
	var (
		dir      string
		maxAge   time.Duration
		exitCode bool
		asJSON   bool
	)
	cmd := &cobra.Command{
		Use:   "status --data DIR",
		Short: "Show the state of the nightly job",
		Long: `Status shows when the last good run of the nightly job was, what it found, whether
the job is overdue, and which files of the data folder are damaged. It exits with 1 if
files are damaged, and with --exit-code if the job is overdue; client repositories
(nightly --upstream) do not count for that.`,
		Example: `  tlcrawl status --data /var/lib/tlcrawl
  tlcrawl status --data /var/lib/tlcrawl --max-age 26h --exit-code
  tlcrawl status --json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if maxAge < 0 {
				return usage(cmd, invalid("max-age", maxAge, "a duration, as in 36h"))
			}
			list, err := nightly.StatusOf(c.folder(dir), time.Now(), maxAge)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return fmt.Errorf("%s: no runs recorded yet; run `tlcrawl nightly --data %s`", dir, dir)
			}
			print := c.printStatus
			if asJSON {
				print = func(list []nightly.Status) error { return printJSON(c.out, list) }
			}
			if err := print(list); err != nil {
				return err
			}
			overdue, damaged := false, false
			for _, s := range list {
				overdue, damaged = overdue || s.Overdue && !s.Upstream(), damaged || len(s.Damaged) > 0
			}
			if damaged || overdue && exitCode {
				return errDiffers
			}
			return nil
		},
	}
	dataFlag(cmd, &dir, "the data `folder`")
	cmd.Flags().DurationVar(&maxAge, "max-age", 36*time.Hour, "the `age` from which the last good run counts as overdue")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "exit with 1 if the job is overdue")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON list of sites")
	return cmd
}

func (c console) printStatus(list []nightly.Status) error {
	for _, s := range list {
		if _, err := fmt.Fprint(c.out, terminal.Clean(s.String())); err != nil {
			return err
		}
	}
	return nil
}
