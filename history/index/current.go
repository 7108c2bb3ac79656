package index

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Current is an entity of the newest snapshot, of any schema.
type Current struct {
	// Schema is api, mtproto or end-to-end.
	Schema string
	Kind   model.Kind
	Name   string
	// SchemaLayer is the layer of a line of the end-to-end schema.
	SchemaLayer int
	// TL is the line, empty for types and for announced entities.
	TL string
	// AvailableAsOf is the layer of an announced entity's page, 0 for the others.
	AvailableAsOf int
	Description   string
	// Since is the snapshot since which the entity is there, announced or not, SinceLine the
	// one since which an entity of the API has its line.
	Since, SinceLine First

	definition string
}

// Current lists what the newest snapshot that can be read has, by schema, kind, name and
// layer.
func (x *Index) Current(ctx context.Context) ([]Current, error) {
	line, err := x.timeline(ctx)
	if err != nil {
		return nil, err
	}
	changed, err := x.lineChanges(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := x.db.QueryContext(ctx, `SELECT e.id, e.schema, e.kind, e.name, e.schema_layer, e.tl, e.available_as_of, e.description,
		CASE WHEN e.kind = 'type' OR e.available_as_of > 0 THEN e.definition ELSE '' END, r.class, r.first, r.last
		FROM _runs r JOIN _entities e ON e.id = r.subject WHERE r.class < 4 ORDER BY e.schema, e.kind, e.name, e.schema_layer, e.id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Current
	var of int64
	var now Current
	var spans []span
	finish := func() {
		var is bool
		if now.Since, is = line.since(spans); is {
			now.SinceLine = now.Since
			if at, ok := changed[diff.Entity{Kind: now.Kind, Name: now.Name}]; ok && now.Schema == model.SchemaAPI {
				now.SinceLine = line.later(now.Since, at)
			}
			list = append(list, now)
		}
		spans = nil
	}
	for rows.Next() {
		var id int64
		var c Current
		var class class
		var first, last int
		if err := rows.Scan(&id, &c.Schema, &c.Kind, &c.Name, &c.SchemaLayer, &c.TL, &c.AvailableAsOf, &c.Description, &c.definition,
			&class, &first, &last); err != nil {
			return nil, err
		}
		if id != of {
			finish()
			of, now = id, c
		}
		spans = append(spans, line.span(class, first, last))
	}
	finish()
	return list, rows.Err()
}

// lineChanges returns the last snapshot in which the line of each entity of the API changed.
func (x *Index) lineChanges(ctx context.Context) (map[diff.Entity]int, error) {
	rows, err := x.db.QueryContext(ctx, "SELECT DISTINCT rule, kind, name, snapshot FROM _changes WHERE schema = '' ORDER BY snapshot")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	last := map[diff.Entity]int{}
	for rows.Next() {
		var c diff.Change
		var id int
		if err := rows.Scan(&c.Rule, &c.Kind, &c.Name, &id); err != nil {
			return nil, err
		}
		if c.InLine() {
			last[diff.Entity{Kind: c.Kind, Name: c.Name}] = id
		}
	}
	return last, rows.Err()
}

// later returns a snapshot, or the one with an id if that is later.
func (t timeline) later(first First, id int) First {
	i := slices.IndexFunc(t, func(m moment) bool { return m.id == id })
	if i > first.Place {
		return t[i].first
	}
	return first
}

// Newest is the newest snapshot that can be read; false without one.
func (x *Index) Newest(ctx context.Context) (First, bool, error) {
	line, err := x.timeline(ctx)
	if err != nil || len(line) == 0 {
		return First{}, false, err
	}
	return line[len(line)-1].first, true, nil
}

// Type is the entity if it is a type.
func (c Current) Type() (*model.Type, error) {
	t := &model.Type{}
	if c.Kind != model.KindType {
		return nil, fmt.Errorf("%s %s is not a type", c.Kind, c.Name)
	}
	if err := json.Unmarshal([]byte(c.definition), t); err != nil {
		return nil, fmt.Errorf("%s %s: %w", c.Kind, c.Name, err)
	}
	return t, nil
}

// Params are the parameters of an announced entity, as its page lists them.
func (c Current) Params() ([]model.Param, error) {
	if c.Kind == model.KindType || c.AvailableAsOf == 0 {
		return nil, nil
	}
	var page struct{ Params []model.Param }
	if err := json.Unmarshal([]byte(c.definition), &page); err != nil {
		return nil, fmt.Errorf("%s %s: %w", c.Kind, c.Name, err)
	}
	return page.Params, nil
}
