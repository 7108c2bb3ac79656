package upcoming

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/store"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// ErrNoSite means that a folder has no history of the site, so that nothing can be compared.
var ErrNoSite = errors.New("no snapshots of the site; run `tlcrawl nightly`")

// History is what the newest snapshot of a site or client has, and since when.
type History struct {
	// Source is the name of the client, or the host of the site.
	Source string
	// Owner identifies who maintains a client: github.com/tdlib. It is empty for sites.
	Owner string
	// Against is the schema of the site that the client has; empty means the API's.
	Against string
	// Drop lists names that are the client's own.
	Drop []string
	// Newest is the newest snapshot, Entities are what it has.
	Newest   index.First
	Entities []index.Current
}

// List lists what is coming, from the histories of the site and of the sources in a data
// folder. Without any history of the site, its error is ErrNoSite.
func List(ctx context.Context, folder store.Folder, sources []upstream.Source) ([]Item, error) {
	sites, clients, err := histories(ctx, folder, sources)
	if err != nil {
		return nil, err
	}
	return From(sites, clients)
}

// histories reads what List compares.
func histories(ctx context.Context, folder store.Folder, sources []upstream.Source) (sites, clients []History, err error) {
	names, err := folder.Sites()
	if err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		if !strings.Contains(name, "/") {
			if sites, err = add(ctx, folder, name, sites, History{Source: name}); err != nil {
				return nil, nil, err
			}
		}
	}
	for _, s := range sources {
		name := s.Site()
		if s.Against == upstream.AgainstNone || s.Kind == upstream.KindErrors || !slices.Contains(names, name) {
			continue
		}
		h := History{Source: s.Name, Owner: owner(name), Drop: s.Drop}
		if s.Against != upstream.AgainstAPI {
			h.Against = s.Against
		}
		if clients, err = add(ctx, folder, name, clients, h); err != nil {
			return nil, nil, err
		}
	}
	return sites, clients, nil
}

// add adds a history that has a snapshot.
func add(ctx context.Context, folder store.Folder, name string, list []History, h History) ([]History, error) {
	x, err := index.Open(ctx, folder, name, index.Options{})
	if err != nil {
		return nil, err
	}
	defer x.Close()
	h, ok, err := h.Read(ctx, x)
	if err != nil || !ok {
		return list, err
	}
	return append(list, h), nil
}

// Read returns the history with what an index has of it; false if no snapshot can be read.
func (h History) Read(ctx context.Context, x *index.Index) (History, bool, error) {
	var ok bool
	var err error
	if h.Newest, ok, err = x.Newest(ctx); err != nil || !ok {
		return h, false, err
	}
	h.Entities, err = x.Current(ctx)
	return h, err == nil, err
}

// owner is the part of a repository's address that identifies who maintains it.
func owner(site string) string {
	parts := strings.Split(site, "/")
	return strings.Join(parts[:min(2, len(parts))], "/")
}
