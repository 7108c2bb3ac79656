package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// SyncOptions configure Sync. The zero value works.
type SyncOptions struct {
	// Sites are the sites to copy; nil is all of them.
	Sites []string
	// DryRun copies nothing.
	DryRun bool
	// Checksum compares the contents of all snapshots that both folders have, not only their
	// names and sizes.
	Checksum bool
	// Copied is called for each file after it was copied, or would be.
	Copied func(name string)
}

// SyncResult is what Sync did.
type SyncResult struct {
	// Copied is the number of files that were copied, with Bytes in all; Same is the number
	// of those that the other folder had.
	Copied, Same int
	Bytes        int64
	// Sites are those of the source.
	Sites []string
}

// Sync copies the snapshots, reports and manifests of a data folder that another one does
// not have, between any two backends. It removes nothing and overwrites nothing: for a file
// that differs, or that cannot be read, it goes on and returns an error at the end. Each
// snapshot is read from both folders, and its digests compared, when it is copied.
//
// At any moment the destination is a folder of whole snapshots: reports come before their
// snapshot, a snapshot before those that are deltas of it, and a manifest after all of them.
// A Sync that was interrupted goes on where it was. Only the holder of the destination's lock
// may call it. The plain files of the newest snapshot and the index are not copied but made again.
func Sync(ctx context.Context, from, to Folder, o SyncOptions) (SyncResult, error) {
	c := &copying{SyncOptions: o, from: from, to: to}
	var err error
	if c.result.Sites, err = c.sites(); err != nil {
		return c.result, err
	}
	for _, site := range c.result.Sites {
		if err := c.site(ctx, site); err != nil {
			return c.result, err
		}
	}
	return c.result, errors.Join(c.failed...)
}

// copying is a Sync in progress.
type copying struct {
	SyncOptions
	from, to Folder
	result   SyncResult
	failed   []error
}

// sites returns the sites to copy.
func (c *copying) sites() ([]string, error) {
	all, err := c.from.Sites()
	if err != nil {
		return nil, err
	}
	for _, site := range c.Sites {
		if !slices.Contains(all, site) {
			return nil, &FileError{Name: c.from.String(), Err: fmt.Errorf("no snapshots of %q", site)}
		}
	}
	if c.Sites != nil {
		return c.Sites, nil
	}
	return all, nil
}

func (c *copying) site(ctx context.Context, site string) error {
	kept, err := c.from.List(site)
	if err != nil {
		return err
	}
	there, err := c.to.List(site)
	if err != nil {
		return err
	}
	had := map[string]Listed{}
	for _, l := range there {
		had[l.Stem()] = l
	}
	reports, err := c.reports(site)
	if err != nil {
		return err
	}
	source, copied := c.from.Sequence(), c.to.Sequence()
	for _, l := range inCopyOrder(kept) {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, ok := had[l.Stem()]
		if err := c.snapshot(l, old, ok, reports, source, copied); err != nil {
			return err
		}
	}
	return c.manifests(ctx, site)
}

// inCopyOrder sorts snapshots so that the base of each delta comes before it, and all others
// by time: a chain of deltas ends with a whole snapshot, which comes first.
func inCopyOrder(kept []Listed) []Listed {
	var order []Listed
	for start := 0; start < len(kept); {
		end := start
		for end < len(kept)-1 && kept[end].delta() {
			end++
		}
		chain := slices.Clone(kept[start : end+1])
		slices.Reverse(chain)
		order = append(order, chain...)
		start = end + 1
	}
	return order
}

// fail notes what is wrong with one file.
func (c *copying) fail(err error) {
	if err != nil {
		c.failed = append(c.failed, err)
	}
}
