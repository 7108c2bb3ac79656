package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

// event is the changes of one name with one snapshot.
type event struct {
	Site     string        `json:"site"`
	Snapshot string        `json:"snapshot"`
	Layer    int           `json:"layer"`
	Changes  []diff.Change `json:"changes"`
}

func newLog(c console) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "log NAME|ID",
		Short: "Show the history of a method, constructor, type or error",
		Long: `Log prints what changed in one name over the snapshots of a data folder, newest
first. A renamed method or constructor is followed back to its earlier name. An id of 8
hexadecimal digits stands for the last entity that had it.`,
		Example: `  tlcrawl log auth.resendCode --data /var/lib/tlcrawl
  tlcrawl log cae47523
  tlcrawl log FLOOD_WAIT_%d --json`,
		Args: exactArgs(1),

		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			newest := snapshots{console: c, data: data}
			return newest.names("latest", typed, entityNames, errorNames), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			events, known, err := c.events(cmd.Context(), c.folder(data), args[0])
			switch {
			case err != nil:
				return err
			case !known:
				return &store.FileError{Name: data, Err: fmt.Errorf("no snapshot has %.80q", args[0])}
			case asJSON:
				return printJSON(c.out, events)
			}
			return c.printLog(events)
		},
	}
	dataFlag(cmd, &data, "the data `folder`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON list of changes by snapshot")
	return cmd
}

// events lists the changes of a name, by site, newest first, and reports whether any
// snapshot has it.
func (c console) events(ctx context.Context, folder store.Folder, name string) (events []event, known bool, err error) {
	sites, err := sitesOf(folder)
	if err != nil {
		return nil, false, err
	}
	events = []event{}
	err = c.eachIndex(ctx, folder, sites, func(site string, x *index.Index) error {
		log, err := x.Log(ctx, name)
		if err != nil {
			return err
		}
		known = known || log.Known
		for _, e := range log.Events {
			events = append(events, event{site, e.Snapshot, e.Layer, e.Changes})
		}
		return nil
	})
	return events, known, err
}

// sitesOf lists the sites of a data folder; it is an error if there are none.
func sitesOf(folder store.Folder) ([]string, error) {
	sites, err := folder.Sites()
	if err == nil && len(sites) == 0 {
		err = &store.FileError{Name: folder.String(), Err: errors.New("no snapshots yet; run `tlcrawl nightly`")}
	}
	return sites, err
}

// warnDamaged reports snapshots that are left out.
func (c console) warnDamaged(damaged []error) {
	for _, err := range damaged {
		fmt.Fprintf(c.err, "tlcrawl: left out: %s\n", terminal.Line(err.Error()))
	}
}

func (c console) printLog(events []event) error {
	var b strings.Builder
	for i, e := range events {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%s, %s\n", e.Snapshot, e.Site)
		for _, ch := range e.Changes {
			fmt.Fprintf(&b, "  %s  [%s]\n", terminal.Line(ch.Text), ch.Rule)
		}
	}
	if len(events) == 0 {
		b.WriteString("No changes in the stored snapshots.\n")
	}
	_, err := c.out.Write([]byte(b.String()))
	return err
}
