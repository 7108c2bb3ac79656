package index

import (
	"context"
	"maps"
	"slices"
	"strings"

	"cmp"
)

// writeErrors writes the errors that are new or documented otherwise than before.
func (b *builder) writeErrors(ctx context.Context, ids map[subject]int64, before *contents) error {
	insert, err := b.tx.PrepareContext(ctx, "INSERT INTO _errors VALUES (?, ?, ?, '')")
	if err != nil {
		return err
	}
	defer insert.Close()
	method, err := b.tx.PrepareContext(ctx, "INSERT INTO _error_methods VALUES (?, ?, ?, ?)")
	if err != nil {
		return err
	}
	defer method.Close()
	next, err := nextID(ctx, b.tx, "_errors")
	if err != nil {
		return err
	}
	changed := map[subject]bool{}
	for _, of := range slices.SortedFunc(maps.Keys(b.contents.errors), func(a, b errorSource) int {
		return cmp.Or(compareSubjects(a.of, b.of), strings.Compare(a.source, b.source))
	}) {
		list := b.contents.errors[of]
		if ids[of.of] == 0 {
			ids[of.of], next = next, next+1
			if _, err := insert.ExecContext(ctx, ids[of.of], of.of.name, of.of.n); err != nil {
				return err
			}
		} else if slices.Equal(list, before.errors[of]) {
			continue
		}
		changed[of.of] = true
		if _, err := b.tx.ExecContext(ctx, "DELETE FROM _error_methods WHERE error = ? AND source = ?", ids[of.of], of.source); err != nil {
			return err
		}
		for _, m := range list {
			if _, err := method.ExecContext(ctx, ids[of.of], of.source, m.method, m.description); err != nil {
				return err
			}
		}
	}
	for _, of := range slices.SortedFunc(maps.Keys(changed), compareSubjects) {
		if err := b.describe(ctx, ids[of], of.name); err != nil {
			return err
		}
	}
	return nil
}

// describe chooses the description of an error: the one for most methods, then the longest,
// then the first in alphabetical order.
func (b *builder) describe(ctx context.Context, id int64, typ string) error {
	_, err := b.tx.ExecContext(ctx, `UPDATE _errors SET description = coalesce((SELECT description FROM _error_methods WHERE error = ?1 AND description <> ''
		GROUP BY description ORDER BY count(*) DESC, length(description) DESC, description LIMIT 1), '') WHERE id = ?1`, id)
	if err != nil {
		return err
	}
	var description string
	if err := b.tx.QueryRowContext(ctx, "SELECT description FROM _errors WHERE id = ?", id).Scan(&description); err != nil {
		return err
	}
	if _, err := b.tx.ExecContext(ctx, "DELETE FROM texts WHERE rowid = ?", 2*id+1); err != nil {
		return err
	}
	_, err = b.tx.ExecContext(ctx, "INSERT INTO texts (rowid, kind, name, words, params, description) VALUES (?, ?, ?, ?, '', ?)", 2*id+1, kindError, typ, words(typ), plain(description))
	return err
}
