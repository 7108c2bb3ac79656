package index

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
)

// Log collects what changed in a method, constructor, type or error, as history.LogOf does:
// a renamed one is followed back to its earlier name. An id of 8 hexadecimal digits means
// the entity that had it last.
func (x *Index) Log(ctx context.Context, name string) (*history.Log, error) {
	var err error
	log := &history.Log{}
	if log.Damaged, err = x.Unreadable(ctx); err != nil {
		return nil, err
	}
	if log.Known, err = x.known(ctx, name); err != nil {
		return nil, err
	}
	if !log.Known {
		if name, err = x.byID(ctx, name); err != nil || name == "" {
			return log, err
		}
		log.Known = true
	}
	for before := int64(math.MaxInt64); name != ""; {
		var events []history.Event
		if events, name, before, err = x.events(ctx, name, before); err != nil {
			return nil, err
		}
		log.Events = append(log.Events, events...)
	}
	return log, nil
}

// known reports whether any snapshot has a name.
func (x *Index) known(ctx context.Context, name string) (known bool, err error) {
	err = x.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM _entities WHERE name = ?1) OR EXISTS (SELECT 1 FROM _errors WHERE type = ?1)
		OR EXISTS (SELECT 1 FROM _changes WHERE name = ?1)`, name).Scan(&known)
	return known, err
}

var entityID = regexp.MustCompile(`^(?:0x)?([0-9a-f]{8})$`)

// byID is the name of what had an id last, or empty.
func (x *Index) byID(ctx context.Context, id string) (name string, err error) {
	m := entityID.FindStringSubmatch(strings.ToLower(id))
	if m == nil {
		return "", nil
	}
	err = x.db.QueryRowContext(ctx, `SELECT e.name FROM _runs r JOIN _entities e ON e.id = r.subject
		WHERE r.class < 4 AND r.detail = ? AND r.detail <> '' ORDER BY r.last DESC, r.class, e.name LIMIT 1`, m[1]).Scan(&name)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return name, err
}

// events are the changes of a name before a snapshot, newest first, up to the one in which
// it had another name before: then it returns that name and that snapshot.
func (x *Index) events(ctx context.Context, name string, before int64) (events []history.Event, was string, at int64, err error) {
	rows, err := x.db.QueryContext(ctx, `SELECT s.id, s.name, s.own_layer, `+changeColumns+` FROM _changes c JOIN _snapshots s ON s.id = c.snapshot
		WHERE c.id IN (SELECT id FROM _changes WHERE name = ?1 UNION SELECT id FROM _changes WHERE error = ?1 AND error <> ''
			UNION SELECT id FROM _changes WHERE renamed AND old = ?1) AND c.snapshot < ?2
		ORDER BY c.snapshot DESC, c.id`, name, before)
	if err != nil {
		return nil, "", 0, err
	}
	defer rows.Close()
	var of int64
	for rows.Next() {
		var id int64
		var e history.Event
		var c changeRow
		if err := rows.Scan(append([]any{&id, &e.Snapshot, &e.Layer}, c.fields()...)...); err != nil {
			return nil, "", 0, err
		}
		if id != of {
			if was != "" {
				return events, was, of, rows.Err()
			}
			of = id
			events = append(events, e)
		}
		last := &events[len(events)-1]
		last.Changes = append(last.Changes, c.Change)
		if c.renamed && c.New == name {
			was = c.Old
		}
	}
	return events, was, of, rows.Err()
}

// changeColumns are what changeRow.fields takes.
const changeColumns = `c.rule, c.level, c.kind, c.name, c.param, c.error, c.code, c.section, c.old, c.new, c.text, c.change_id, c.because, c.direction,
	c.grouped, c.schema, c.replacement, c.renamed`

type changeRow struct {
	diff.Change
	renamed bool
}

func (c *changeRow) fields() []any {
	return []any{&c.Rule, &c.Level, &c.Kind, &c.Name, &c.Param, &c.Error, &c.Code, &c.Section, &c.Old, &c.New, &c.Text, &c.ID, &c.Because, &c.Direction,
		&c.Group, &c.Schema, &c.Replacement, &c.renamed}
}
