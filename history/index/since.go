package index

import (
	"context"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/history"
)

// First is the snapshot since which something holds.
type First struct {
	// Snapshot is its name, Time when it was taken, Layer its layer, Place its position among
	// those that can be read, from 0.
	Snapshot string
	Time     time.Time
	Layer    int
	Place    int
	// OrEarlier is set if no earlier snapshot says anything about it.
	OrEarlier bool
}

// longestGap is how many snapshots in a row may lack something that was there before and
// after: the site loses a part for a night now and then.
const longestGap = 1

// Since returns the snapshot since which an error is documented, on a page or in the site's
// table. It reports false if the newest snapshot does not have it.
func (x *Index) Since(ctx context.Context, k history.ErrorKey) (First, bool, error) {
	all, err := x.SinceAll(ctx)
	if err != nil {
		return First{}, false, err
	}
	first, ok := all[k]
	return first, ok, nil
}

// SinceAll does as Since does, for all errors of the newest snapshot.
func (x *Index) SinceAll(ctx context.Context) (map[history.ErrorKey]First, error) {
	line, err := x.timeline(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := x.db.QueryContext(ctx, "SELECT e.code, e.type, r.class, r.first, r.last FROM _runs r JOIN _errors e ON e.id = r.subject WHERE r.class >= 4")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	spans := map[history.ErrorKey][]span{}
	for rows.Next() {
		var k history.ErrorKey
		var c class
		var first, last int
		if err := rows.Scan(&k.Code, &k.Type, &c, &first, &last); err != nil {
			return nil, err
		}
		spans[k] = append(spans[k], line.span(c, first, last))
	}
	all := map[history.ErrorKey]First{}
	for k, list := range spans {
		if first, ok := line.since(list); ok {
			all[k] = first
		}
	}
	return all, rows.Err()
}

// timeline is the snapshots, oldest first.
type timeline []moment

type moment struct {
	id, knows int
	first     First
}

func (x *Index) timeline(ctx context.Context) (line timeline, err error) {
	rows, err := x.db.QueryContext(ctx, "SELECT id, knows, name, time, layer FROM _snapshots ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var at moment
		var unix int64
		if err := rows.Scan(&at.id, &at.knows, &at.first.Snapshot, &unix, &at.first.Layer); err != nil {
			return nil, err
		}
		at.first.Time, at.first.Place = time.Unix(unix, 0).UTC(), len(line)
		line = append(line, at)
	}
	return line, rows.Err()
}

// span is a run in positions of the timeline. It reaches over later snapshots that say
// nothing about its class.
type span struct {
	class       class
	first, last int
}

func (t timeline) span(c class, first, last int) span {
	at := func(id int) int {
		i, _ := slices.BinarySearchFunc(t, id, func(m moment, id int) int { return m.id - id })
		return i
	}
	s := span{c, at(first), at(last)}
	for s.last+1 < len(t) && t[s.last+1].knows&(1<<c) == 0 {
		s.last++
	}
	return s
}

// since joins the spans that reach the newest snapshot with those before them.
func (t timeline) since(list []span) (First, bool) {
	start := len(t)
	for joined := true; joined; {
		joined = false
		for _, s := range list {
			gap := longestGap
			if start == len(t) {
				gap = 0
			}
			if s.first < start && s.last+gap+1 >= start {
				start, joined = s.first, true
			}
		}
	}
	if start == len(t) {
		return First{}, false
	}
	first := t[start].first
	first.OrEarlier = true
	for _, s := range list {
		if s.first == start && slices.ContainsFunc(t[:start], func(m moment) bool { return m.knows&(1<<s.class) != 0 }) {
			first.OrEarlier = false
		}
	}
	return first, true
}
