package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

func newSite(c console) *cobra.Command {
	var sources sourcesFlag
	var data, out, address, title string
	cmd := &cobra.Command{
		Use:   "site --data DIR --out DIR",
		Short: "Make a static site of all snapshots of a data folder",
		Long: `Site writes a static site of everything in a data folder: a timeline, a page for each
set of changes and each layer, a page for each method, constructor, type and error with
its history and with all places where it is used, a search, and the newest snapshot in
files for programs. It works from a disk and under any path of a server. With --url, the
address of the published site, it has feeds (Atom and JSON Feed), and browsers can search
it from the address bar.

The output folder must be new, empty, or one that this command wrote before. Files that an
earlier run wrote and this one does not are removed; others stay.`,
		Example: `  tlcrawl site --data /var/lib/tlcrawl --out public
  tlcrawl site --out public --url https://example.org/api --title 'Telegram API'`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usage(cmd, errors.New("--out is required"))
			}
			to, finish, err := c.siteOutput(out, data)
			if err != nil {
				return err
			}
			sites, closeAll, err := c.allSites(cmd.Context(), c.folder(data))
			if err != nil {
				return err
			}
			defer closeAll()
			if err := sources.withComing(cmd.Context(), c.folder(data), sites); err != nil {
				return err
			}
			if _, err := site.Write(cmd.Context(), to, sites, site.Options{URL: address, Title: title}); err != nil {
				return err
			}
			if err := finish(); err != nil {
				return err
			}
			if place, _, remote := strings.Cut(out, "?"); remote || strings.Contains(out, "://") {
				_, err = fmt.Fprintf(c.err, "tlcrawl: %s: published\n", place)
				return err
			}
			_, err = fmt.Fprintf(c.err, "tlcrawl: %s: open index.html, or run: tlcrawl serve %s\n", out, out)
			return err
		},
	}
	flags := cmd.Flags()
	dataFlag(cmd, &data, "the data `folder`")
	sources.register(cmd)
	flags.StringVarP(&out, "out", "o", "", "the `folder` to write")
	flags.StringVar(&address, "url", "", "the `address` of the published site; adds feeds")
	flags.StringVar(&title, "title", "", "the `title` of the site (default: the name of the documentation site)")
	return cmd
}

// allSites opens the snapshots of a data folder and their indexes, by site.
func (c console) allSites(ctx context.Context, folder store.Folder) (sites []site.Site, closeAll func(), err error) {
	names, err := sitesOf(folder)
	if err != nil {
		return nil, nil, err
	}
	closeAll = func() {
		for _, s := range sites {
			s.Index.Close()
		}
	}
	for _, name := range names {
		list, err := history.Of(folder, name)
		if err == nil {
			var x *index.Index
			if x, err = c.openIndex(ctx, folder, name); err == nil {
				sites = append(sites, site.Site{Name: name, Snapshots: list, Index: x})
			}
		}
		if err != nil {
			closeAll()
			return nil, nil, err
		}
	}
	return sites, closeAll, nil
}
