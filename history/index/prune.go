package index

import (
	"context"
	"fmt"
	"strings"
)

// prune removes what is known only from snapshots before the one of that stem, which is the
// oldest left.
func (b *builder) prune(ctx context.Context, stem string) error {
	if _, err := b.tx.ExecContext(ctx, "DELETE FROM _unreadable WHERE stem < ?", stem); err != nil {
		return err
	}
	var oldest, gone int
	err := b.tx.QueryRowContext(ctx, "SELECT coalesce(min(CASE WHEN stem >= ?1 THEN id END), 0), count(CASE WHEN stem < ?1 THEN 1 END) FROM _snapshots", stem).Scan(&oldest, &gone)
	if err != nil || gone == 0 {
		return err
	}
	statements := []string{
		"DELETE FROM _snapshots WHERE id < ?1",
		"UPDATE _snapshots SET breaking = NULL, compatible = NULL, docs = NULL, entities = NULL WHERE id = ?1",
		"DELETE FROM _changes WHERE snapshot <= ?1",
		"DELETE FROM _lines WHERE snapshot <= ?1",
	}
	for c := range classes {
		first := fmt.Sprintf("(SELECT coalesce(min(id), ?1) FROM _snapshots WHERE knows & %d)", 1<<c)
		statements = append(statements,
			fmt.Sprintf("DELETE FROM _runs WHERE class = %d AND last < %s", c, first),
			fmt.Sprintf("UPDATE _runs SET first = %s WHERE class = %d AND first < %[1]s", first, c))
	}
	statements = append(statements,
		"DELETE FROM texts WHERE rowid % 2 = 0 AND rowid / 2 NOT IN (SELECT subject FROM _runs WHERE class < 4)",
		"DELETE FROM _entities WHERE id NOT IN (SELECT subject FROM _runs WHERE class < 4)",
		"DELETE FROM texts WHERE rowid % 2 = 1 AND rowid / 2 NOT IN (SELECT subject FROM _runs WHERE class >= 4)",
		"DELETE FROM _errors WHERE id NOT IN (SELECT subject FROM _runs WHERE class >= 4)",
		"DELETE FROM _error_methods WHERE error NOT IN (SELECT subject FROM _runs WHERE class = CASE source WHEN '"+sourcePages+"' THEN 4 ELSE 5 END)",
	)
	for _, s := range statements {
		var args []any
		if strings.Contains(s, "?1") {
			args = append(args, oldest)
		}
		if _, err := b.tx.ExecContext(ctx, s, args...); err != nil {
			return fmt.Errorf("%w: %s", err, s)
		}
	}
	return b.describeAll(ctx)
}

// describeAll chooses the descriptions of all errors again.
func (b *builder) describeAll(ctx context.Context) error {
	ids, err := b.subjects(ctx)
	if err != nil {
		return err
	}
	for of, id := range ids {
		if of.kind == kindError {
			if err := b.describe(ctx, id, of.name); err != nil {
				return err
			}
		}
	}
	return nil
}
