package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

func newUpstreamStatus(c console) *cobra.Command {
	var (
		dir             string
		file            sourcesFlag
		asJSON, verbose bool
		lead, svg       bool
	)
	cmd := &cobra.Command{
		Use:   "status --data DIR",
		Short: "Compare the sources with the site",
		Long: `Status shows the newest revision of each source and compares it with the newest
snapshot of the site in the data folder. A revision is confirmed if a snapshot of the
site of the same layer has all of its lines, else provisional. It uses no network.

With --lead it lists instead which source and site had each layer when, and how many days
after the first, from the histories; --svg draws that for the newest 40 layers.`,
		Example: `  tlcrawl upstream status --data /var/lib/tlcrawl
  tlcrawl upstream status --verbose
  tlcrawl upstream status --json
  tlcrawl upstream status --lead
  tlcrawl upstream status --lead --svg > lead.svg`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			sources, err := file.read()
			switch {
			case err != nil:
				return err
			case svg && (!lead || asJSON):
				return usage(cmd, errors.New("--svg needs --lead, and does not work with --json"))
			case lead:
				return noFolder(c.printLead(c.folder(dir), sources, asJSON, svg), dir)
			}
			list, err := upstream.StatusOf(c.folder(dir), sources)
			if err != nil {
				return noFolder(err, dir)
			}
			if asJSON {
				return printJSON(c.out, list)
			}
			return c.printUpstream(list, verbose)
		},
	}
	dataFlag(cmd, &dir, "the data `folder`")
	file.register(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON list of sources")
	cmd.Flags().BoolVar(&lead, "lead", false, "list which source had each layer when")
	cmd.Flags().BoolVar(&svg, "svg", false, "print --lead as an SVG plot")
	cmd.Flags().BoolVar(&verbose, "verbose", false, "list the names that only one of the two has")
	return cmd
}

// noFolder says how a missing data folder is created.
func noFolder(err error, dir string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &store.FileError{Name: dir, Err: errors.New("no such folder; `tlcrawl nightly --upstream` creates it")}
	}
	return err
}

func (c console) printUpstream(list []upstream.Status, verbose bool) error {
	var b strings.Builder
	for _, s := range list {
		printUpstreamStatus(&b, s)
		if verbose {
			printEntities(&b, "only in "+s.Source, s.OnlySource)
			printEntities(&b, "only on the site", s.OnlySite)
			printEntities(&b, "different", s.Different)
		}
	}
	_, err := fmt.Fprint(c.out, terminal.Clean(b.String()))
	return err
}

func printUpstreamStatus(b *strings.Builder, s upstream.Status) {
	if s.Revision == 0 {
		fmt.Fprintf(b, "%s: no snapshot yet; `tlcrawl upstream fetch` stores one\n", s.Source)
	} else {
		fmt.Fprintf(b, "%s: %s\n", s.Source, s.Title())
		fmt.Fprintf(b, "  seen since     %s\n", upstreamTime(s.Since))
	}
	switch {
	case s.Confirmed != nil:
		fmt.Fprintf(b, "  confirmed by   %s, %s\n", s.Confirmed.Site, s.Confirmed.Snapshot)
	case s.OnlySource == nil && s.Revision > 0:
		fmt.Fprintf(b, "  site           nothing to compare with\n")
	}
	if s.OnlySource != nil {
		fmt.Fprintf(b, "  %-14s layer %d: it lacks %d, has %d more, %d differ\n", s.Site, s.SiteLayer, len(s.OnlySource), len(s.OnlySite), len(s.Different))
	}
	if s.Error != "" {
		fmt.Fprintf(b, "  failing        %s\n", terminal.Line(s.Error))
	}
}

func upstreamTime(t *time.Time) string { return t.UTC().Format("2006-01-02 15:04 MST") }

func printEntities(b *strings.Builder, title string, list []upstream.Entity) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s:\n", title)
	for _, e := range list {
		fmt.Fprintf(b, "    %s\n", e)
	}
}
