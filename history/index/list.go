package index

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Snapshot is a snapshot in figures.
type Snapshot struct {
	// Stem is the name of its file without folder and ending.
	Stem  string
	Layer int
	Time  time.Time
	// Methods, Constructors and Errors count what it has.
	Methods, Constructors, Errors int
	// Levels and Entities count what changed since the one before; nil for the oldest.
	Levels   map[diff.Level]int
	Entities map[model.Kind]diff.Counts
}

// Snapshots lists the snapshots that can be read, oldest first.
func (x *Index) Snapshots(ctx context.Context) ([]Snapshot, error) {
	rows, err := x.db.QueryContext(ctx, "SELECT stem, layer, time, methods, constructors, errors, breaking, compatible, docs, entities FROM _snapshots ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Snapshot
	for rows.Next() {
		var s Snapshot
		var unix int64
		var levels [3]sql.NullInt64
		var entities sql.NullString
		if err := rows.Scan(&s.Stem, &s.Layer, &unix, &s.Methods, &s.Constructors, &s.Errors, &levels[0], &levels[1], &levels[2], &entities); err != nil {
			return nil, err
		}
		s.Time = time.Unix(unix, 0).UTC()
		if entities.Valid {
			s.Levels = map[diff.Level]int{}
			for i, l := range diff.Levels {
				s.Levels[l] = int(levels[i].Int64)
			}
			if err := json.Unmarshal([]byte(entities.String), &s.Entities); err != nil {
				return nil, err
			}
		}
		list = append(list, s)
	}
	return list, rows.Err()
}
