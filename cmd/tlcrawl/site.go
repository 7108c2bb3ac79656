package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

func newSite(c console) *cobra.Command {
	var data, out, address string
	cmd := &cobra.Command{
		Use:   "site --data DIR --out DIR",
		Short: "Make a static site of all snapshots of a data folder",
		Long: `Site makes a site for a browser of everything that a data folder holds: a timeline, a
page a change set, a page a method, constructor and type with its whole history, an
index of all errors, a search over all names. It needs no server: it works from a disk,
and under any path. With --url, the address that it will have, there is a feed, too.`,
		Example: `  tlcrawl site --data /var/lib/tlcrawl --out public
  tlcrawl site --out public --url https://example.org/api`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usage(cmd, errors.New("say --out FOLDER"))
			}
			sites, err := allSites(data)
			if err != nil {
				return err
			}
			if err := site.Write(site.Dir(out), sites, site.Options{URL: address}); err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.err, "tlcrawl: %s: open index.html, or run: tlcrawl serve %s\n", out, out)
			return err
		},
	}
	flags := cmd.Flags()
	dataFlag(cmd, &data, "the data `folder`")
	flags.StringVarP(&out, "out", "o", "", "the `folder` to write")
	flags.StringVar(&address, "url", "", "the `address` that the site will have: makes a feed")
	return cmd
}

// allSites lists what a data folder holds, by site.
func allSites(data string) ([]site.Site, error) {
	folder := store.Folder{Dir: data}
	names, err := folder.Sites()
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &store.FileError{Name: data, Err: errors.New("no snapshots are kept there: `tlcrawl nightly` makes them")}
	}
	var sites []site.Site
	for _, name := range names {
		kept, err := folder.Entries(name)
		if err != nil {
			return nil, err
		}
		s := site.Site{Name: name}
		for _, e := range kept {
			load := func() (*model.Snapshot, error) { return store.Read(e.Path) }
			s.Snapshots = append(s.Snapshots, site.Snapshot{Name: e.Name(), Layer: e.Layer, Time: e.Time, Load: load})
		}
		sites = append(sites, s)
	}
	return sites, nil
}
