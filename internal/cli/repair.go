package cli

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

func newRepair(c console) *cobra.Command {
	var data string
	cmd := &cobra.Command{
		Use:   "repair --data DIR",
		Short: "Repair a data folder: rebuild or move aside what is damaged",
		Long: `Repair makes every snapshot that remains in a data folder readable. It uses the other
copy of a snapshot where one of two is damaged, stores every tenth snapshot whole, and
moves other damaged files to SITE/damaged. It brings SITE/latest up to date, and deletes nothing that cannot be rebuilt.`,
		Example: `  tlcrawl verify --data /var/lib/tlcrawl
  tlcrawl repair --data /var/lib/tlcrawl`,
		Args: noArgs,
		RunE: func(*cobra.Command, []string) error { return c.repair(c.folder(data)) },
	}
	dataFlag(cmd, &data, "the data `folder`")
	return cmd
}

func (c console) repair(folder store.Folder) error {
	sites, err := sitesOf(folder)
	if err != nil {
		return err
	}
	unlock, err := folder.Lock(time.Now())
	if err != nil {
		return err
	}
	defer unlock()
	for _, site := range sites {
		done, err := folder.Repair(site)
		for _, line := range done {
			fmt.Fprintln(c.out, terminal.Line(line))
		}
		if err == nil {
			err = latest.Update(folder, site)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
