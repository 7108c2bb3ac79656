package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/export"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
)

// Limits of lists.
const (
	maxRecords, defaultRecords = 5000, 1000
	maxHits, defaultHits       = 100, 20
	maxQuery                   = 200 // bytes of words to search for, and of names
)

func (s *Server) listEntities(ctx context.Context, q question) (*document, error) {
	limit, err := q.number("limit", 1, maxRecords, defaultRecords)
	if err != nil {
		return nil, err
	}
	offset, err := q.number("offset", 0, 1<<30, 0)
	if err != nil {
		return nil, err
	}
	f := index.RecordFilter{Prefix: q.query.Get("prefix")}
	if f.Kind, err = q.choice("kind", "method", "constructor", "type"); err != nil {
		return nil, err
	}
	if f.Schema, err = q.choice("schema", model.SchemaAPI, model.SchemaMTProto, model.SchemaEndToEnd); err != nil {
		return nil, err
	}
	current, err := q.choice("current", "true", "false")
	if err != nil {
		return nil, err
	}
	f.Current = current == "true"
	return s.ask(ctx, q, func(a *archive) (any, error) {
		list, err := a.index.Records(ctx, f, limit+1, offset)
		answer := map[string]any{"site": a.name, "entities": list[:min(limit, len(list))]}
		if len(list) > limit {
			answer["next_offset"] = offset + limit
		}
		return answer, err
	})
}

// change set of a name with one snapshot.
type changeSet struct {
	Snapshot string        `json:"snapshot"`
	Layer    int           `json:"layer"`
	Changes  []diff.Change `json:"changes"`
}

// log is the history of a name, newest first; known reports whether any snapshot has it.
func (a *archive) log(ctx context.Context, name string) (list []changeSet, known bool, err error) {
	log, err := a.index.Log(ctx, name)
	if err != nil {
		return nil, false, err
	}
	list = []changeSet{}
	for _, e := range log.Events {
		list = append(list, changeSet{e.Snapshot, e.Layer, e.Changes})
	}
	return list, log.Known, nil
}

func (s *Server) entity(ctx context.Context, q question) (*document, error) {
	name, err := q.name("name")
	if err != nil {
		return nil, err
	}
	return s.ask(ctx, q, func(a *archive) (any, error) {
		found, err := a.index.Lookup(ctx, name)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, notFound("no snapshot has a method, constructor or type %q", name)
		}
		changes, _, err := a.log(ctx, name)
		return map[string]any{"site": a.name, "name": name, "entities": found, "history": changes}, err
	})
}

func (s *Server) history(ctx context.Context, q question) (*document, error) {
	name, err := q.name("name")
	if err != nil {
		return nil, err
	}
	return s.ask(ctx, q, func(a *archive) (any, error) {
		changes, known, err := a.log(ctx, name)
		if err == nil && !known {
			err = notFound("no snapshot has %q", name)
		}
		return map[string]any{"site": a.name, "name": name, "history": changes}, err
	})
}

// name reads a part of the path that is a name.
func (q question) name(part string) (string, error) {
	name := q.PathValue(part)
	if len(name) > maxQuery {
		return "", badRequest("the name is longer than %d bytes", maxQuery)
	}
	return name, nil
}

func (s *Server) search(ctx context.Context, q question) (*document, error) {
	limit, err := q.number("limit", 1, maxHits, defaultHits)
	if err != nil {
		return nil, err
	}
	words := q.query.Get("q")
	if len(words) > maxQuery {
		return nil, badRequest("q is longer than %d bytes", maxQuery)
	}
	return s.ask(ctx, q, func(a *archive) (any, error) {
		hits, err := a.index.Search(ctx, words, limit)
		if errors.Is(err, index.ErrNoWords) {
			err = badRequest("q has no words to search for")
		}
		return map[string]any{"site": a.name, "hits": hits}, err
	})
}

// listErrors answers with the errors of the newest snapshot, perhaps of one code or of
// some methods.
func (s *Server) listErrors(ctx context.Context, q question) (*document, error) {
	code, err := q.number("code", -1000, 1000, 0)
	if err != nil {
		return nil, err
	}
	o := export.Options{Code: code, Method: q.query.Get("method")}
	return s.errorTable(ctx, q, "", o, func(*export.Table) error { return nil })
}

// findErrors answers with the errors that a message of a server means: FLOOD_WAIT_42.
func (s *Server) findErrors(ctx context.Context, q question) (*document, error) {
	message, err := q.name("message")
	if err != nil {
		return nil, err
	}
	return s.errorTable(ctx, q, message, export.Options{}, func(t *export.Table) error {
		found := t.Find(0, message)
		if len(found) == 0 {
			return notFound("the newest snapshot has no error %q", message)
		}
		t.Errors, t.Methods = nil, nil
		for _, m := range found {
			t.Errors = append(t.Errors, m.Error)
		}
		return nil
	})
}

func (s *Server) errorTable(ctx context.Context, q question, key string, o export.Options, choose func(*export.Table) error) (*document, error) {
	e := s.edition()
	a, err := e.site(q.query.Get("site"))
	if err != nil {
		return nil, err
	}
	key = fmt.Sprintf("errors %s %q %d %q", a.entries[len(a.entries)-1].File, key, o.Code, o.Method)
	return s.work.document(ctx, key, func() (*document, error) {
		newest, err := a.newest()
		if err != nil {
			return nil, err
		}
		t, err := export.New(newest, o)
		var none *export.NoTableError
		switch {
		case errors.As(err, &none):
			return nil, notFound("the newest snapshot has no errors")
		case err != nil:
			return nil, badRequest("%v", err)
		}
		if err := choose(t); err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := export.JSON(&b, t); err != nil {
			return nil, err
		}
		return newDocument(jsonType, b.Bytes()), nil
	})
}
