package index

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Record is an entity of any schema as it last was, and which snapshots have it.
type Record struct {
	// Schema is api, mtproto or end-to-end, Kind a kind of model.Kinds.
	Schema string `json:"schema"`
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	// ID is that of the combinator, TL its line; both may be empty.
	ID string `json:"id,omitempty"`
	TL string `json:"tl,omitempty"`
	// AvailableAsOf is the layer that the page announces, 0 if it is in the schema.
	AvailableAsOf int `json:"available_as_of,omitempty"`
	// Current reports whether the newest snapshot has it.
	Current   bool     `json:"current"`
	FirstSeen Sighting `json:"first_seen"`
	LastSeen  Sighting `json:"last_seen"`
	// Definition is what a snapshot says about it; only Lookup sets it.
	Definition json.RawMessage `json:"definition,omitempty"`
}

// Sighting is a snapshot that has something.
type Sighting struct {
	// Snapshot is its name: 223@2026-06-13
	Snapshot string    `json:"snapshot"`
	Time     time.Time `json:"time"`
}

// RecordFilter selects records. The zero value selects all.
type RecordFilter struct {
	Schema, Kind string
	// Prefix is what names begin with.
	Prefix string
	// Current selects what the newest snapshot has.
	Current bool
}

// recordQuery selects records by a condition, and a column of _entities.
const recordQuery = `
WITH e AS (SELECT * FROM _entities WHERE %s),
r AS (SELECT e.id, (SELECT min(first) FROM _runs WHERE class IN (0, 1, 2, 3) AND subject = e.id) AS first,
  (SELECT max(last) FROM _runs WHERE class IN (0, 1, 2, 3) AND subject = e.id) AS last FROM e)
SELECT e.schema, e.kind, e.name, e.crc, e.tl, e.available_as_of, l.id = (SELECT max(id) FROM _snapshots), f.name, f.time, l.name, l.time, %s
FROM e JOIN r ON r.id = e.id JOIN _snapshots f ON f.id = r.first JOIN _snapshots l ON l.id = r.last
WHERE ? = 0 OR l.id = (SELECT max(id) FROM _snapshots)
ORDER BY e.schema, e.kind, e.name, e.schema_layer LIMIT ? OFFSET ?`

// Lookup returns the records with a name, or with an ID of 8 hexadecimal digits that they
// have or had, with their definitions; none if there is no such name.
func (x *Index) Lookup(ctx context.Context, name string) ([]Record, error) {
	id := ""
	if m := entityID.FindStringSubmatch(strings.ToLower(name)); m != nil {
		id = m[1]
	}
	const where = "name = ? OR id IN (SELECT subject FROM _runs WHERE detail = ? AND detail <> '' AND class < 4)"
	return x.records(ctx, fmt.Sprintf(recordQuery, where, "e.definition"), name, id, false, -1, 0)
}

// Records lists records without their definitions, by schema, kind and name: at most limit,
// without the first ones.
func (x *Index) Records(ctx context.Context, f RecordFilter, limit, offset int) ([]Record, error) {
	const where = "(?1 = '' OR schema = ?1) AND (?2 = '' OR kind = ?2) AND substr(name, 1, length(?3)) = ?3"
	return x.records(ctx, fmt.Sprintf(recordQuery, where, "''"), f.Schema, f.Kind, f.Prefix, f.Current, limit, offset)
}

func (x *Index) records(ctx context.Context, query string, args ...any) ([]Record, error) {
	rows, err := x.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	list := []Record{}
	for rows.Next() {
		r, err := scanRecord(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}

func scanRecord(rows *sql.Rows) (r Record, err error) {
	var first, last int64
	var definition string
	err = rows.Scan(&r.Schema, &r.Kind, &r.Name, &r.ID, &r.TL, &r.AvailableAsOf, &r.Current,
		&r.FirstSeen.Snapshot, &first, &r.LastSeen.Snapshot, &last, &definition)
	r.FirstSeen.Time, r.LastSeen.Time = time.Unix(first, 0).UTC(), time.Unix(last, 0).UTC()
	if definition != "" {
		r.Definition = json.RawMessage(definition)
	}
	return r, err
}
