package scrape

import (
	"context"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
)

// Revalidating remembers pages of a site across crawls of several layers, and requests
// them conditionally: the site sends only those that have changed.
// Only pages that do not show a layer can stay the same from one to the next: those of
// entities never do. The zero value is ready to use.
type Revalidating struct {
	mu    sync.Mutex
	pages map[string]*Response
}

// Of is a Source that asks another one, with what is remembered.
func (r *Revalidating) Of(source Source) Source { return &revalidating{r, source} }

type revalidating struct {
	*Revalidating
	source Source
}

// Get implements Source.
func (r *revalidating) Get(ctx context.Context, req Request) (*Response, error) {
	if ofEntity(req.Path) {
		return r.source.Get(ctx, req)
	}
	req.Buffer = nil // the response is kept
	r.mu.Lock()
	old := r.pages[req.Path]
	r.mu.Unlock()
	asked := old != nil && req.Cache != CacheBypass && req.ETag == "" && req.LastModified == ""
	if asked {
		req.ETag, req.LastModified = old.ETag, old.LastModified
	}
	got, err := r.source.Get(ctx, req)
	switch {
	case err != nil:
		return got, err
	case asked && got.NotModified:
		same := *old
		return &same, nil
	case !got.NotModified && (got.ETag != "" || got.LastModified != ""):
		kept := *got
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.pages == nil {
			r.pages = map[string]*Response{}
		}
		r.pages[req.Path] = &kept
	}
	return got, nil
}

// ofEntity reports whether a path is that of the page of an entity.
func ofEntity(path string) bool {
	for _, kind := range model.Kinds {
		if strings.HasPrefix(path, "/"+string(kind)+"/") {
			return true
		}
	}
	return false
}
