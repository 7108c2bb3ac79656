package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// edition is a data folder as it was at one time.
type edition struct {
	// state identifies what the folder held.
	state string
	sites []*archive
}

// archive is the snapshots of one site.
type archive struct {
	name    string
	entries []store.Entry // oldest first
	index   *index.Index
	// newest reads the newest snapshot that can be read.
	newest func() (*model.Snapshot, error)
}

// stateOf describes what a folder holds, without reading any of it.
func stateOf(folder store.Folder) (string, error) {
	names, err := folder.Sites()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, name := range names {
		listed, err := folder.List(name)
		if err != nil {
			return "", err
		}
		for _, l := range listed {
			fmt.Fprintln(&b, l.File, l.Size, l.Changed.UnixNano())
		}
	}
	return b.String(), nil
}

// openEdition opens the indexes of a folder; each of them is brought up to date. It reports
// to note what it had to leave out.
func openEdition(ctx context.Context, folder store.Folder, note func(error)) (_ *edition, err error) {
	state, err := stateOf(folder) // before anything is read: what comes later makes another edition
	if err != nil {
		return nil, err
	}
	names, err := folder.Sites()
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, &store.FileError{Name: folder.String(), Err: errors.New("no snapshots yet; run `tlcrawl nightly`")}
	}
	e := &edition{state: state}
	defer func() {
		if err != nil {
			e.close()
		}
	}()
	for _, name := range names {
		a, err := openArchive(ctx, folder, name, note)
		if err != nil {
			return nil, err
		}
		e.sites = append(e.sites, a)
	}
	return e, nil
}

func openArchive(ctx context.Context, folder store.Folder, name string, note func(error)) (*archive, error) {
	entries, err := folder.Entries(name)
	if err != nil {
		return nil, err
	}
	x, err := index.Open(ctx, folder, name, index.Options{})
	if err != nil {
		return nil, err
	}
	damaged, err := x.Unreadable(ctx)
	if err != nil {
		x.Close()
		return nil, err
	}
	for _, d := range damaged {
		note(fmt.Errorf("left out: %w", d))
	}
	return &archive{name: name, entries: entries, index: x, newest: sync.OnceValues(func() (*model.Snapshot, error) {
		_, s, _, err := folder.Newest(name)
		if err == nil && s == nil {
			err = fmt.Errorf("no snapshot of %s can be read", name)
		}
		return s, err
	})}, nil
}

// pages are the sites for package site.
func (e *edition) pages(folder store.Folder) ([]site.Site, error) {
	var list []site.Site
	for _, a := range e.sites {
		snapshots, err := history.Of(folder, a.name)
		if err != nil {
			return nil, err
		}
		list = append(list, site.Site{Name: a.name, Snapshots: snapshots, Index: a.index})
	}
	return list, nil
}

// names are those of all snapshots, newest first, as compare/ takes them.
func (e *edition) names() []string {
	var list []string
	for _, a := range e.sites {
		for _, entry := range slices.Backward(a.entries) {
			name := entry.Name()
			if len(e.sites) > 1 {
				name = a.name + "/" + name
			}
			list = append(list, name)
		}
	}
	return slices.Compact(list)
}

func (e *edition) close() {
	for _, a := range e.sites {
		a.index.Close()
	}
}
