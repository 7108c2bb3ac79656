package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/store"
)

// openIndex opens the index of a site, and shows progress while snapshots must be read.
// Damaged snapshots are reported and left out.
func (c console) openIndex(ctx context.Context, folder store.Folder, site string) (*index.Index, error) {
	bar := &progress{w: c.err, format: "text", quiet: !terminal.Is(c.err), unit: "snapshots"}
	x, err := index.Open(ctx, folder, site, index.Options{Progress: bar.update})
	bar.clear()
	if err != nil {
		return nil, err
	}
	if err := x.Kept(); err != nil {
		fmt.Fprintf(c.err, "tlcrawl: the index was not stored, and is made again each time: %s\n", terminal.Line(err.Error()))
	}
	damaged, err := x.Unreadable(ctx)
	if err != nil {
		x.Close()
		return nil, err
	}
	c.warnDamaged(damaged)
	return x, nil
}

// eachIndex opens the indexes of the sites of a folder, one after the other.
func (c console) eachIndex(ctx context.Context, folder store.Folder, sites []string, do func(site string, x *index.Index) error) error {
	for _, site := range sites {
		x, err := c.openIndex(ctx, folder, site)
		if err != nil {
			return err
		}
		err = do(site, x)
		if closed := x.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// oneIndex opens the index of the named site; a name is required if there are several
// sites.
func (c console) oneIndex(ctx context.Context, folder store.Folder, site string) (*index.Index, error) {
	var names []string
	if site != "" {
		names = []string{site}
	}
	sites, err := chosenSites(folder, names)
	if err != nil {
		return nil, err
	}
	if len(sites) > 1 {
		return nil, &store.FileError{Name: folder.String(), Err: fmt.Errorf("several sites; choose one with --site: %s", strings.Join(sites, ", "))}
	}
	return c.openIndex(ctx, folder, sites[0])
}
