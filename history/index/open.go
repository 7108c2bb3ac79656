package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Options configure Open. The zero value works.
type Options struct {
	// Progress is called while snapshots are read, if they must be.
	Progress func(done, total int)
}

// Index answers questions about the snapshots of one site. Its methods may be called
// concurrently.
type Index struct {
	db      *sql.DB
	file    string
	release func()
	kept    error
	// paths are the addresses of the snapshots by stem, for messages.
	paths map[string]string
	// damaged are the errors of an index that is not of a folder.
	damaged []error
}

// Open opens the index of a site in a data folder, after it has brought it up to date. It
// needs no lock, and works in a folder that cannot be written to.
func Open(ctx context.Context, folder store.Folder, site string, o Options) (*Index, error) {
	listed, err := folder.List(site)
	if err != nil {
		return nil, err
	}
	r := &refresh{folder: folder, site: site, progress: o.Progress, inputs: inputsOf(folder, listed)}
	x, err := r.open(ctx)
	if err != nil {
		return nil, fmt.Errorf("%s: index of the snapshots: %w", folder.IndexPath(site), err)
	}
	x.paths = map[string]string{}
	for _, l := range listed {
		x.paths[l.Stem()] = l.Path
	}
	return x, nil
}

// inputsOf reads a folder. The snapshots must be read newest first, to be read once.
func inputsOf(folder store.Folder, listed []store.Listed) []input {
	var inputs []input
	var reading sync.Mutex
	q := folder.Sequence()
	for _, l := range listed {
		inputs = append(inputs, input{l, func() (*model.Snapshot, store.Digest, error) {
			reading.Lock()
			defer reading.Unlock()
			return q.Read(l.Entry)
		}})
	}
	return inputs
}

// Of makes an index of any snapshots, oldest first, no two of one second. It is removed
// when it is closed.
func Of(ctx context.Context, list []history.Snapshot) (*Index, error) {
	x := &Index{paths: map[string]string{}}
	var inputs []input
	for _, s := range list {
		e := store.Entry{Layer: s.Layer, Time: s.Time, File: fmt.Sprintf("%s-%d", store.Stamp(s.Time), s.Layer), Path: s.Name}
		x.paths[e.Stem()] = e.Path
		inputs = append(inputs, input{store.Listed{Entry: e}, func() (*model.Snapshot, store.Digest, error) {
			now, err := s.Load()
			if err != nil {
				x.damaged = append(x.damaged, err)
			}
			return now, store.Digest{}, err
		}})
	}
	t, err := os.CreateTemp("", ".index.db")
	if err != nil {
		return nil, err
	}
	t.Close()
	x.file, x.release = t.Name(), func() { _ = os.Remove(t.Name()) }
	if err := create(ctx, x.file, inputs, nil); err != nil {
		x.release()
		return nil, err
	}
	if x.db, err = openSealed(ctx, x.file); err != nil {
		x.release()
		return nil, err
	}
	slices.Reverse(x.damaged) // they were read newest first
	return x, nil
}

// Close releases the index.
func (x *Index) Close() error {
	err := x.db.Close()
	x.release()
	return err
}

// Kept returns why a new index could not be stored in the data folder; nil if it was, or
// was up to date. It answers all the same, and is made again the next time.
func (x *Index) Kept() error { return x.kept }

// Unreadable returns the errors of the snapshots that could not be read, oldest first.
func (x *Index) Unreadable(ctx context.Context) (damaged []error, err error) {
	if len(x.damaged) > 0 {
		return x.damaged, nil
	}
	rows, err := x.db.QueryContext(ctx, "SELECT stem, reason FROM _unreadable ORDER BY stem")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var stem, reason string
		if err := rows.Scan(&stem, &reason); err != nil {
			return nil, err
		}
		damaged = append(damaged, &store.FileError{Name: cmp.Or(x.paths[stem], stem), Err: errors.New(reason)})
	}
	return damaged, rows.Err()
}

// WriteTo writes a copy of the database.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	f, err := os.Open(x.file)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return io.Copy(w, f)
}

// create makes a new index in an empty file.
func create(ctx context.Context, file string, inputs []input, progress func(int, int)) error {
	return edit(ctx, file, func(tx *sql.Tx) error {
		for _, s := range []string{fmt.Sprintf("PRAGMA user_version = %d", schemaVersion), tables, views} {
			if _, err := tx.ExecContext(ctx, s); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO _meta VALUES ('made_by', ?)", madeBy()); err != nil {
			return err
		}
		b := &builder{tx: tx, inputs: inputs, base: -1, progress: progress}
		return b.add(ctx)
	})
}

// edit changes a database file that nobody else uses, and seals it.
func edit(ctx context.Context, file string, change func(*sql.Tx) error) error {
	db, err := open(file, true)
	if err != nil {
		return err
	}
	defer db.Close()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := change(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	return seal(file)
}
