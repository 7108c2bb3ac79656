package index

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

// Step is a snapshot with what changed since the one before it.
type Step struct {
	// Name is the name of the snapshot: 223@2026-06-13
	Name  string
	Stats history.Stats
	// Report is nil for the first snapshot.
	Report *diff.Report
}

// Steps passes on all snapshots, oldest first. It ends early with the error of visit.
func (x *Index) Steps(ctx context.Context, visit func(Step) error) error {
	heads, err := x.heads(ctx)
	if err != nil {
		return err
	}
	lines, err := x.lines(ctx)
	if err != nil {
		return err
	}
	rows, err := x.db.QueryContext(ctx, "SELECT c.snapshot, "+changeColumns+" FROM _changes c ORDER BY c.id")
	if err != nil {
		return err
	}
	defer rows.Close()
	var id int64
	var c changeRow
	more := false
	next := func() error {
		if more = rows.Next(); !more {
			return rows.Err()
		}
		c = changeRow{}
		return rows.Scan(append([]any{&id}, c.fields()...)...)
	}
	if err := next(); err != nil {
		return err
	}
	for i, h := range heads {
		var changes []diff.Change
		for more && id == h.id {
			changes = append(changes, c.Change)
			if err := next(); err != nil {
				return err
			}
		}
		step := Step{Name: h.name, Stats: h.stats}
		if i > 0 {
			step.Report = diff.Restore(heads[i-1].ref, h.ref, changes, lines[h.id])
		}
		if err := cmp.Or(ctx.Err(), visit(step)); err != nil {
			return err
		}
	}
	return nil
}

// head is a snapshot without its changes.
type head struct {
	id    int64
	name  string
	ref   diff.SnapshotRef
	stats history.Stats
}

func (x *Index) heads(ctx context.Context) (list []head, err error) {
	rows, err := x.db.QueryContext(ctx, "SELECT id, name, source, own_layer, layer, time, methods, constructors, errors, documented, known FROM _snapshots ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var h head
		var unix int64
		s := &h.stats
		if err := rows.Scan(&h.id, &h.name, &h.ref.Source, &h.ref.Layer, &s.Layer, &unix, &s.Methods, &s.Constructors, &s.Errors, &s.Documented, &s.Known); err != nil {
			return nil, err
		}
		s.Time = time.Unix(unix, 0).UTC()
		list = append(list, h)
	}
	return list, rows.Err()
}

// lines are those of the reports, by snapshot.
func (x *Index) lines(ctx context.Context) (map[int64]map[diff.Entity]diff.Lines, error) {
	rows, err := x.db.QueryContext(ctx, "SELECT snapshot, kind, name, schema, section, old, new FROM _lines")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	all := map[int64]map[diff.Entity]diff.Lines{}
	for rows.Next() {
		var id int64
		var e diff.Entity
		var l diff.Lines
		if err := rows.Scan(&id, &e.Kind, &e.Name, &e.Schema, &e.Section, &l.Old, &l.New); err != nil {
			return nil, err
		}
		if all[id] == nil {
			all[id] = map[diff.Entity]diff.Lines{}
		}
		all[id][e] = l
	}
	return all, rows.Err()
}

// Entity is a method, constructor or type of the API.
type Entity struct {
	Kind model.Kind
	Name string
	// First and Last are the positions of the first and the last snapshot that has it.
	First, Last int
	// Source is the site that had it last.
	Source string

	definition string
}

// Entities lists everything of the API that any snapshot has, in the order in which it
// came; what came at once in the order of kinds and names, announced entities last.
func (x *Index) Entities(ctx context.Context) ([]Entity, error) {
	rows, err := x.db.QueryContext(ctx, `
WITH place AS (SELECT id, source, row_number() OVER (ORDER BY id) - 1 AS n FROM _snapshots),
r AS (SELECT subject, min(first * 2 + class) AS first, max(last) AS last FROM _runs WHERE class < 2 GROUP BY subject)
SELECT e.kind, e.name, f.n, l.n, l.source, r.first % 2, CASE WHEN r.last < (SELECT max(id) FROM _snapshots) THEN e.definition ELSE '' END
FROM r JOIN _entities e ON e.id = r.subject JOIN place f ON f.id = r.first / 2 JOIN place l ON l.id = r.last`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Entity
	announced := map[diff.Entity]bool{}
	for rows.Next() {
		var e Entity
		var coming bool
		if err := rows.Scan(&e.Kind, &e.Name, &e.First, &e.Last, &e.Source, &coming, &e.definition); err != nil {
			return nil, err
		}
		announced[diff.Entity{Kind: e.Kind, Name: e.Name}] = coming
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.First, b.First),
			cmp.Compare(number(announced[diff.Entity{Kind: a.Kind, Name: a.Name}]), number(announced[diff.Entity{Kind: b.Kind, Name: b.Name}])),
			cmp.Compare(slices.Index(model.Kinds, a.Kind), slices.Index(model.Kinds, b.Kind)), strings.Compare(a.Name, b.Name))
	})
	return list, rows.Err()
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Definition is the entity as it last was: a *model.Method, *model.Constructor or
// *model.Type. It is known only of what the newest snapshot does not have; of others it is
// nil.
func (e Entity) Definition() (any, error) {
	var is any
	switch {
	case e.definition == "":
		return nil, nil
	case e.Kind == model.KindMethod:
		is = &model.Method{}
	case e.Kind == model.KindConstructor:
		is = &model.Constructor{}
	default:
		is = &model.Type{}
	}
	if err := json.Unmarshal([]byte(e.definition), is); err != nil {
		return nil, fmt.Errorf("%s %s: %w", e.Kind, e.Name, err)
	}
	return is, nil
}
