package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/internal/gitrepo"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

var errNoSource = errors.New("the file does not say which site or repository it is of; name it with --source URL")

// open lists the versions of an input, by site.
func (r *run) open(ctx context.Context, in Input) ([]lane, error) {
	if in.Repo != "" {
		return r.openGit(ctx, in)
	}
	info, err := os.Stat(in.File)
	switch {
	case err != nil:
		return nil, &store.FileError{Name: in.File, Err: atomicfile.Reason(err)}
	case r.LayerFrom != nil:
		return nil, &store.FileError{Name: in.File, Err: errors.New("--layer-from works with git:REPO:PATH only: it reads another file of each commit")}
	}
	at := r.Time
	if at.IsZero() {
		at = info.ModTime()
	}
	if info.IsDir() {
		return r.openFolder(in.File, at)
	}
	load := func(context.Context) (*loaded, error) {
		s, err := store.Read(in.File)
		if err == nil && r.With != nil {
			if s, err = Merge(s, r.With); err != nil {
				err = &store.FileError{Name: in.File, Err: err}
			}
		}
		return &loaded{snapshot: s}, err
	}
	source := r.Source
	if source == "" || r.With != nil {
		l, err := load(ctx)
		if err != nil {
			return nil, err
		}
		source = cmp.Or(source, l.snapshot.Source)
	}
	if source == "" {
		return nil, &store.FileError{Name: in.File, Err: errNoSource}
	}
	return []lane{{source, []version{{name: in.File, time: at, load: load}}}}, nil
}

// fileState is a file as a commit left it.
type fileState struct {
	commit      string
	time        time.Time
	blob, layer string // ids
}

// openGit reads the log of a path: a file, or a folder of pages.
func (r *run) openGit(ctx context.Context, in Input) ([]lane, error) {
	repo, err := gitrepo.Open(ctx, in.Repo, in.Revision)
	if err != nil {
		return nil, err
	}
	paths := []string{in.Path}
	if r.LayerFrom != nil {
		paths = append(paths, r.LayerFrom.File)
	}
	pages := r.newPages(in.Path)
	var states []fileState
	layer := ""
	err = repo.Log(ctx, paths, func(c gitrepo.Commit) error {
		changed, blob := false, ""
		for _, ch := range c.Changes {
			switch {
			case r.LayerFrom != nil && ch.Path == r.LayerFrom.File:
				layer = ch.Blob
			case ch.Path == in.Path:
				changed, blob = true, ch.Blob
			default:
				pages.add(short(c.ID), c.Time, ch.Path, ch.Blob)
			}
		}
		if changed && blob != "" {
			states = append(states, fileState{short(c.ID), c.Time, blob, layer})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(states) == 0 && len(pages.sites) == 0 {
		return nil, &gitrepo.Error{Dir: in.Repo, Err: fmt.Errorf("no commit has %q, or pages of the API reference below it", in.Path)}
	}
	blobs, err := repo.Blobs(ctx)
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, blobs.Close)
	if len(states) == 0 {
		return pages.lanes(func(blob string, limit int64) ([]byte, error) { return blobs.Read(blob, limit) })
	}
	return r.fileLane(ctx, in, states, blobs)
}

// fileLane are the versions of one file.
func (r *run) fileLane(ctx context.Context, in Input, states []fileState, blobs *gitrepo.Blobs) ([]lane, error) {
	if r.With != nil && len(states) > 1 {
		return nil, fmt.Errorf("%s: --with works with one version, and this file has %d", in, len(states))
	}
	if err := r.checkLayerFrom(blobs, states[len(states)-1]); err != nil {
		return nil, err
	}
	l := lane{source: r.Source}
	for _, s := range states {
		load := func(context.Context) (*loaded, error) {
			snapshot, err := r.readState(blobs, s)
			return &loaded{snapshot: snapshot}, err
		}
		l.versions = append(l.versions, version{name: s.commit + " " + in.Path, time: s.time, content: s.blob + s.layer, load: load})
	}
	for i := len(states) - 1; l.source == "" && i >= 0; i-- {
		if s, err := r.readState(blobs, states[i]); err == nil {
			l.source = cmp.Or(s.Source, "-")
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	if l.source == "-" || l.source == "" {
		return nil, &store.FileError{Name: in.String(), Err: errNoSource}
	}
	return []lane{l}, nil
}

// readState reads a file of a commit, and its layer from another one.
func (r *run) readState(blobs *gitrepo.Blobs, s fileState) (*model.Snapshot, error) {
	b, err := blobs.Read(s.blob, model.MaxSize)
	if err != nil {
		return nil, err
	}
	snapshot, err := r.decode(b)
	if err != nil || r.LayerFrom == nil {
		return snapshot, err
	}
	snapshot.Layer, err = r.layerOf(blobs, s)
	if errors.Is(err, errNoLayer) {
		return snapshot, nil // unknown
	}
	return snapshot, err
}

// errNoLayer says that a commit does not have the layer where --layer-from looks for it,
// as in the years before that file was there.
var errNoLayer = errors.New("no layer")

func (r *run) layerOf(blobs *gitrepo.Blobs, s fileState) (int, error) {
	if s.layer == "" {
		return 0, errNoLayer
	}
	b, err := blobs.Read(s.layer, maxVersionFile)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", r.LayerFrom.File, err)
	}
	return r.LayerFrom.find(b)
}

// checkLayerFrom refuses a place that has no layer in the newest commit.
func (r *run) checkLayerFrom(blobs *gitrepo.Blobs, newest fileState) error {
	if r.LayerFrom == nil {
		return nil
	}
	_, err := r.layerOf(blobs, newest)
	if errors.Is(err, errNoLayer) {
		return fmt.Errorf("--layer-from: %s of commit %s has no match for %s", r.LayerFrom.File, newest.commit, r.LayerFrom.Pattern)
	}
	return err
}
