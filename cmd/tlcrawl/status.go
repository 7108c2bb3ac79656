package main

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
	)
	cmd := &cobra.Command{
		Use:   "status --data DIR",
		Short: "Say how the nightly job stands",
		Long: `Status says in a few lines when the last good run of the nightly job was, what it
found, and whether the job is overdue.`,
		Example: `  tlcrawl status --data /var/lib/tlcrawl
  tlcrawl status --data /var/lib/tlcrawl --max-age 26h --exit-code`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			list, err := nightly.StatusOf(dir, time.Now(), maxAge)
			if err != nil {
				return err
			}
			if len(list) == 0 {
				return fmt.Errorf("%s: no run has left a manifest here; `tlcrawl nightly --data %s` is one", dir, dir)
			}
			overdue := false
			for _, s := range list {
				overdue = overdue || s.Overdue
				if _, err := fmt.Fprint(c.out, terminal.Clean(s.String())); err != nil {
					return err
				}
			}
			if overdue && exitCode {
				return errDiffers
			}
			return nil
		},
	}
	dataFlag(cmd, &dir, "the data `folder`")
	cmd.Flags().DurationVar(&maxAge, "max-age", 36*time.Hour, "how `old` the last good run may be")
	cmd.Flags().BoolVar(&exitCode, "exit-code", false, "exit with 1 where the job is overdue")
	return cmd
}
