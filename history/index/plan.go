package index

import (
	"context"
	"database/sql"

	"github.com/tlcrawl/tlcrawl/store"
)

// plan says how the stored index differs from the data folder.
type plan struct {
	// extends is set if the index can be brought up to date without reading all snapshots
	// again.
	extends bool
	// pruned is set if snapshots before the oldest one are gone.
	pruned bool
	// moved are snapshots whose files changed, but not what they hold.
	moved []int
	// base is the last snapshot that is in the index and can be read, known how many of the
	// first snapshots the index knows.
	base, known int
	unreadable  map[int]bool
	inputs      int
}

func (p plan) current() bool {
	return p.extends && !p.pruned && len(p.moved) == 0 && p.known == p.inputs
}

// recorded is a snapshot as the index knows it.
type recorded struct {
	stem, form    string
	size, changed int64
	digest        []byte // nil of one that could not be read
	opened        bool
}

func (r recorded) same(n input) bool {
	return r.form == n.form() && r.size == n.Size && r.changed == stamp(n.Listed)
}

// plan compares the index with the folder.
func (r *refresh) plan(ctx context.Context, db *sql.DB) (plan, error) {
	p := plan{base: -1, unreadable: map[int]bool{}, inputs: len(r.inputs)}
	list, err := records(ctx, db)
	if err != nil || len(r.inputs) == 0 {
		return p, err
	}
	skipped := 0
	for skipped < len(list) && list[skipped].stem < r.inputs[0].Stem() {
		skipped++
	}
	p.pruned = skipped > 0
	if list = list[skipped:]; len(list) == 0 || len(list) > len(r.inputs) {
		return p, nil
	}
	for i, was := range list {
		switch n := r.inputs[i]; {
		case was.stem != n.Stem():
			return p, nil
		case was.digest == nil:
			p.unreadable[i] = true
			if !was.same(n) {
				p.moved = append(p.moved, i)
			}
			continue
		case !was.same(n):
			p.moved = append(p.moved, i)
		}
		p.base = i
	}
	p.known = len(list)
	p.extends = p.base >= 0 && r.unchanged(p, list)
	return p, nil
}

// unchanged reports whether files that are not as the index knows them hold the same, and
// whether what could not be read still cannot.
func (r *refresh) unchanged(p plan, list []recorded) bool {
	retry := p.pruned || len(p.moved) > 0 || p.known < p.inputs
	moved := map[int]bool{}
	for _, i := range p.moved {
		moved[i] = true
	}
	q := r.folder.Sequence()
	for i := len(list) - 1; i >= 0; i-- { // newest first, as a Sequence reads
		switch e := r.inputs[i].Entry; {
		case list[i].digest != nil && !moved[i]:
		case list[i].digest != nil:
			if digest, err := q.Digest(e); err != nil || digest != store.Digest(list[i].digest) {
				return false
			}
		case retry || !list[i].opened:
			if _, _, err := q.Read(e); err == nil {
				return false
			}
		}
	}
	return true
}

// records lists the snapshots of the index, oldest first.
func records(ctx context.Context, db *sql.DB) ([]recorded, error) {
	rows, err := db.QueryContext(ctx, `SELECT stem, form, size, changed, digest, 1 FROM _snapshots
		UNION ALL SELECT stem, form, size, changed, NULL, opened FROM _unreadable ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []recorded
	for rows.Next() {
		var r recorded
		if err := rows.Scan(&r.stem, &r.form, &r.size, &r.changed, &r.digest, &r.opened); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

// extend adds to an index what is new, and removes what is pruned.
func (r *refresh) extend(ctx context.Context, tx *sql.Tx, p plan) error {
	b := &builder{tx: tx, inputs: r.inputs, base: p.base, skip: p.unreadable, progress: r.progress}
	if p.pruned {
		if err := b.prune(ctx, r.inputs[0].Stem()); err != nil {
			return err
		}
	}
	for _, i := range p.moved {
		n := r.inputs[i]
		for _, table := range []string{"_snapshots", "_unreadable"} {
			if _, err := tx.ExecContext(ctx, "UPDATE "+table+" SET form = ?, size = ?, changed = ? WHERE stem = ?", n.form(), n.Size, stamp(n.Listed), n.Stem()); err != nil {
				return err
			}
		}
	}
	if p.known == p.inputs {
		return nil
	}
	if err := tx.QueryRowContext(ctx, "SELECT max(id) FROM _snapshots").Scan(&b.lastID); err != nil {
		return err
	}
	return b.add(ctx)
}
