package server

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/store"
)

// siteInfo is a site in the list of sites.
type siteInfo struct {
	Site      string         `json:"site"`
	Snapshots int            `json:"snapshots"`
	Oldest    index.Sighting `json:"oldest"`
	Newest    index.Sighting `json:"newest"`
	Layer     int            `json:"layer"` // of the newest
}

func (s *Server) listSites(context.Context, question) (*document, error) {
	list := []siteInfo{}
	for _, a := range s.edition().sites {
		oldest, newest := a.entries[0], a.entries[len(a.entries)-1]
		list = append(list, siteInfo{a.name, len(a.entries), sighting(oldest), sighting(newest), newest.Layer})
	}
	return asJSON(map[string]any{"sites": list}, nil)
}

func sighting(e store.Entry) index.Sighting { return index.Sighting{Snapshot: e.Name(), Time: e.Time} }

// snapshotInfo is a snapshot in figures.
type snapshotInfo struct {
	Snapshot     string    `json:"snapshot"`
	Time         time.Time `json:"time"`
	Layer        int       `json:"layer"`
	Methods      int       `json:"methods"`
	Constructors int       `json:"constructors"`
	Errors       int       `json:"errors"`
	// Changes counts what changed since the snapshot before; it and the rest are left out
	// of the oldest.
	Changes  *int                       `json:"changes,omitempty"`
	Levels   map[diff.Level]int         `json:"levels,omitempty"`
	Entities map[model.Kind]diff.Counts `json:"entities,omitempty"`
}

func (s *Server) listSnapshots(ctx context.Context, q question) (*document, error) {
	return s.ask(ctx, q, func(a *archive) (any, error) {
		all, err := a.index.Snapshots(ctx)
		list := []snapshotInfo{}
		for _, one := range all {
			i := slices.IndexFunc(a.entries, func(e store.Entry) bool { return e.Stem() == one.Stem })
			if i < 0 {
				continue
			}
			row := snapshotInfo{a.entries[i].Name(), one.Time, one.Layer, one.Methods, one.Constructors, one.Errors, nil, one.Levels, one.Entities}
			if one.Levels != nil {
				row.Changes = new(0)
				for _, n := range one.Levels {
					*row.Changes += n
				}
			}
			list = append(list, row)
		}
		return map[string]any{"site": a.name, "snapshots": list}, err
	})
}

// layerInfo is a layer with the snapshots of it.
type layerInfo struct {
	Layer     int            `json:"layer"`
	Snapshots int            `json:"snapshots"`
	Oldest    index.Sighting `json:"oldest"`
	Newest    index.Sighting `json:"newest"`
}

func (s *Server) listLayers(ctx context.Context, q question) (*document, error) {
	return s.ask(ctx, q, func(a *archive) (any, error) {
		list := []layerInfo{}
		for _, e := range a.entries {
			i, known := slices.BinarySearchFunc(list, e.Layer, func(l layerInfo, layer int) int { return l.Layer - layer })
			if !known {
				list = slices.Insert(list, i, layerInfo{Layer: e.Layer, Oldest: sighting(e)})
			}
			list[i].Snapshots++
			list[i].Newest = sighting(e)
		}
		return map[string]any{"site": a.name, "layers": list}, nil
	})
}

// named resolves a name of a snapshot. It is one of the site of the query, unless it names
// another.
func (s *Server) named(q question, name string) (store.Entry, error) {
	if site := q.query.Get("site"); site != "" && !strings.Contains(name, "/") {
		name = site + "/" + name
	}
	return s.entry(name)
}

func (s *Server) snapshot(ctx context.Context, q question) (*document, error) {
	e, err := s.named(q, q.PathValue("name"))
	if err != nil {
		return nil, err
	}
	return s.work.document(ctx, "snapshot "+e.File, func() (*document, error) {
		snapshot, err := s.folder.Read(e)
		if err != nil {
			return nil, err
		}
		b, err := model.Marshal(snapshot)
		if err != nil {
			return nil, err
		}
		return newDocument(jsonType, b), nil
	})
}

func (s *Server) listChanges(ctx context.Context, q question) (*document, error) {
	old, new, ok := strings.Cut(q.PathValue("pair"), "...")
	if !ok {
		return nil, badRequest("want two snapshots, as in changes/214...latest")
	}
	var p pair
	var err error
	if p.old, err = s.named(q, old); err == nil {
		p.new, err = s.named(q, new)
	}
	if err != nil {
		return nil, err
	}
	filter := diff.Filter{Name: q.query.Get("name"), Schema: q.query.Get("schema"), Only: words(q.query.Get("only"))}
	for _, list := range q.query["except"] {
		filter.Except = append(filter.Except, words(list))
	}
	if err := filter.Check(); err != nil {
		return nil, badRequest("%v", err)
	}
	return s.work.document(ctx, fmt.Sprintf("changes %s %s %q", p.old.File, p.new.File, filter), func() (*document, error) {
		changes, err := s.changes(p)
		if err == nil {
			changes, err = changes.Filter(filter)
		}
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := report.JSON(&b, changes, report.Options{}); err != nil {
			return nil, err
		}
		return newDocument(jsonType, b.Bytes()), nil
	})
}

// words splits a list with commas.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' })
}
