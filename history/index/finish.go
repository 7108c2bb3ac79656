package index

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// finish writes what the snapshots have in common: entities, errors and their runs. The base
// is the snapshot that the index ended with, nil if it was empty.
func (b *builder) finish(ctx context.Context, base *model.Snapshot) error {
	before := newContents()
	if base != nil {
		before.add(base)
	}
	ids, err := b.subjects(ctx)
	if err != nil {
		return err
	}
	if err := b.writeEntities(ctx, ids, before); err != nil {
		return err
	}
	if err := b.writeErrors(ctx, ids, before); err != nil {
		return err
	}
	return b.writeRuns(ctx, ids)
}

// subjects are the ids of the entities and errors that are there.
func (b *builder) subjects(ctx context.Context) (map[subject]int64, error) {
	ids := map[subject]int64{}
	rows, err := b.tx.QueryContext(ctx, `SELECT id, schema, kind, name, schema_layer FROM _entities UNION ALL SELECT id, '', '`+kindError+`', type, code FROM _errors`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var of subject
		if err := rows.Scan(&id, &of.schema, &of.kind, &of.name, &of.n); err != nil {
			return nil, err
		}
		ids[of] = id
	}
	return ids, rows.Err()
}

func compareSubjects(a, b subject) int {
	return cmp.Or(strings.Compare(a.schema, b.schema), strings.Compare(a.kind, b.kind), strings.Compare(a.name, b.name), cmp.Compare(a.n, b.n))
}

func (b *builder) writeEntities(ctx context.Context, ids map[subject]int64, before *contents) error {
	insert, err := b.tx.PrepareContext(ctx, `INSERT INTO _entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET crc = excluded.crc, tl = excluded.tl, result = excluded.result, available_as_of = excluded.available_as_of,
		description = excluded.description, definition = excluded.definition`)
	if err != nil {
		return err
	}
	defer insert.Close()
	text, err := newTextWriter(ctx, b.tx)
	if err != nil {
		return err
	}
	next, err := nextID(ctx, b.tx, "_entities")
	if err != nil {
		return err
	}
	for _, of := range slices.SortedFunc(maps.Keys(b.contents.entities), compareSubjects) {
		is := b.contents.entities[of]
		id, known := ids[of]
		if known && before.entities[of] == is {
			continue
		}
		if !known {
			id, next = next, next+1
			ids[of] = id
		}
		r, err := rowOf(is)
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, id, of.schema, of.kind, of.name, of.n, r.crc, r.tl, r.result, r.availableAsOf, r.description, r.definition); err != nil {
			return err
		}
		params, description := r.textOf()
		if err := text.write(ctx, 2*id, known, of.kind, of.name, params, description); err != nil {
			return err
		}
	}
	return nil
}

func nextID(ctx context.Context, tx *sql.Tx, table string) (id int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) + 1 FROM "+table).Scan(&id)
	return id, err
}

// textWriter writes the rows of the full-text index.
type textWriter struct{ remove, insert *sql.Stmt }

func newTextWriter(ctx context.Context, tx *sql.Tx) (w textWriter, err error) {
	if w.remove, err = tx.PrepareContext(ctx, "DELETE FROM texts WHERE rowid = ?"); err != nil {
		return w, err
	}
	w.insert, err = tx.PrepareContext(ctx, "INSERT INTO texts (rowid, kind, name, words, params, description) VALUES (?, ?, ?, ?, ?, ?)")
	return w, err
}

func (w textWriter) write(ctx context.Context, rowid int64, known bool, kind, name, params, description string) error {
	if known {
		if _, err := w.remove.ExecContext(ctx, rowid); err != nil {
			return err
		}
	}
	_, err := w.insert.ExecContext(ctx, rowid, kind, name, words(name), params, description)
	return err
}

func (b *builder) writeRuns(ctx context.Context, ids map[subject]int64) error {
	firstNew, lastOld, err := b.seams(ctx)
	if err != nil {
		return err
	}
	extend, err := b.tx.PrepareContext(ctx, "UPDATE _runs SET last = ? WHERE class = ? AND subject = ? AND detail = ? AND last = ?")
	if err != nil {
		return err
	}
	defer extend.Close()
	insert, err := b.tx.PrepareContext(ctx, "INSERT INTO _runs VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer insert.Close()
	write := func(k runKey, r run) error {
		if old := lastOld[k.class]; old > 0 && r.first == firstNew[k.class] {
			done, err := extend.ExecContext(ctx, r.last, k.class, ids[k.of], k.detail, old)
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil || n > 0 {
				return err
			}
		}
		_, err := insert.ExecContext(ctx, k.class, ids[k.of], k.detail, r.first, r.last)
		return err
	}
	all := b.runs.all()
	for _, k := range slices.SortedFunc(maps.Keys(all), compareRuns) {
		for _, r := range all[k] {
			if err := write(k, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// seams returns, of each class, the ids of the first new snapshot that has it, and of the
// last one before.
func (b *builder) seams(ctx context.Context) (firstNew, lastOld [classes]int, err error) {
	for c := range classes {
		err := b.tx.QueryRowContext(ctx, `SELECT coalesce(min(CASE WHEN id > ? THEN id END), 0), coalesce(max(CASE WHEN id <= ? THEN id END), 0)
			FROM _snapshots WHERE knows & ?`, b.lastID, b.lastID, 1<<c).Scan(&firstNew[c], &lastOld[c])
		if err != nil {
			return firstNew, lastOld, err
		}
	}
	return firstNew, lastOld, nil
}
