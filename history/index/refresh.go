package index

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"

	"github.com/tlcrawl/tlcrawl/store"
)

// refresh brings the index of a site up to date.
type refresh struct {
	folder   store.Folder
	site     string
	inputs   []input
	progress func(int, int)
}

// open opens the stored index if it is up to date; else it extends it, or makes a new one.
// Whatever is wrong with the stored one, a new one can be made.
func (r *refresh) open(ctx context.Context) (*Index, error) {
	file, release, err := r.folder.OpenIndex(r.site)
	if err != nil {
		return r.rebuild(ctx)
	}
	x, err := r.stored(ctx, file, release)
	if x != nil || err != nil {
		return x, err
	}
	return r.rebuild(ctx)
}

// stored opens the stored index, or extends a copy of it. It returns nil if neither can be
// done.
func (r *refresh) stored(ctx context.Context, file string, release func()) (*Index, error) {
	db, err := openSealed(ctx, file)
	if err != nil {
		release()
		return nil, ctx.Err()
	}
	p, err := r.plan(ctx, db)
	switch {
	case err == nil && p.current():
		return &Index{db: db, file: file, release: release}, nil
	case err != nil || !p.extends:
		db.Close()
		release()
		return nil, ctx.Err()
	}
	db.Close()
	x, err := r.keep(ctx, func(scratch string) error {
		if err := copyFile(file, scratch); err != nil {
			return err
		}
		return edit(ctx, scratch, func(tx *sql.Tx) error { return r.extend(ctx, tx, p) })
	})
	release()
	if err != nil {
		return nil, ctx.Err()
	}
	return x, nil
}

func (r *refresh) rebuild(ctx context.Context) (*Index, error) {
	return r.keep(ctx, func(scratch string) error { return create(ctx, scratch, r.inputs, r.progress) })
}

// keep makes an index in a scratch file and stores it. One that cannot be stored is used
// where it is, and removed when it is closed.
func (r *refresh) keep(ctx context.Context, make func(scratch string) error) (*Index, error) {
	scratch, err := r.folder.ScratchIndex(r.site)
	if err != nil {
		return nil, err
	}
	x := &Index{file: scratch, release: func() { _ = os.Remove(scratch) }}
	if err := make(scratch); err != nil {
		x.release()
		return nil, err
	}
	if x.db, err = openSealed(ctx, scratch); err != nil {
		x.release()
		return nil, err
	}
	// An open file keeps its content when it is moved. Where an open file cannot be moved,
	// as on Windows, it is opened again.
	if err := x.db.Close(); err != nil {
		x.release()
		return nil, err
	}
	if x.kept = r.folder.KeepIndex(r.site, scratch); x.kept == nil {
		file, release, err := r.folder.OpenIndex(r.site)
		if err == nil {
			_ = os.Remove(scratch) // of a backend that stores a copy
			x.file, x.release = file, release
		}
	}
	if x.db, err = openSealed(ctx, x.file); err != nil {
		x.release()
		return nil, err
	}
	return x, nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
