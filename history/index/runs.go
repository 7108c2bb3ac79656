package index

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// class is a part of a snapshot that a source may lack as a whole. A snapshot without it
// says nothing about what may be in it.
type class int

const (
	classAPI class = iota
	classAnnounced
	classMTProto
	classEndToEnd
	classPages // errors on the pages of methods
	classTable // errors in the site's table
	classes
)

var schemaClasses = map[string]class{model.SchemaMTProto: classMTProto, model.SchemaEndToEnd: classEndToEnd}

// knows returns the set of classes that a snapshot has, a bit each.
func knows(s *model.Snapshot) (set int) {
	lacks := func(what string) bool { return slices.Contains(s.Lacks, what) }
	for c, has := range map[class]bool{
		classAPI:       !lacks(model.LacksEntities),
		classAnnounced: !lacks(model.LacksEntities) && !lacks(model.LacksAnnounced),
		classMTProto:   s.Schemas[model.SchemaMTProto] != nil,
		classEndToEnd:  s.Schemas[model.SchemaEndToEnd] != nil,
		classPages:     !lacks(model.LacksEntities),
		classTable:     s.ErrorTable != nil,
	} {
		if has {
			set |= 1 << c
		}
	}
	return set
}

// subject is an entity or an error: n is the layer of a line in a schema with several, or
// the code.
type subject struct {
	schema, kind, name string
	n                  int
}

const kindError = "error"

// runKey is what a run is of: of an entity also its id.
type runKey struct {
	class  class
	of     subject
	detail string
}

// run is from the first to the last snapshot in which something was there.
type run struct{ first, last, round int }

// runs collects the runs of snapshots that come newest first.
type runs struct {
	open   [classes]map[runKey]*run
	closed map[runKey][]run
	round  int
}

func newRuns() *runs {
	r := &runs{closed: map[runKey][]run{}}
	for c := range r.open {
		r.open[c] = map[runKey]*run{}
	}
	return r
}

// add takes what the snapshot of that id has.
func (r *runs) add(id int, s *model.Snapshot) {
	r.round++
	set := knows(s)
	present(s, func(k runKey) {
		if set&(1<<k.class) == 0 {
			return
		}
		if at := r.open[k.class][k]; at != nil {
			at.first, at.round = id, r.round
			return
		}
		r.open[k.class][k] = &run{id, id, r.round}
	})
	for c := range classes {
		if set&(1<<c) == 0 {
			continue
		}
		for k, at := range r.open[c] {
			if at.round != r.round {
				r.closed[k] = append(r.closed[k], *at)
				delete(r.open[c], k)
			}
		}
	}
}

// all are the runs of each key, those that still go on included.
func (r *runs) all() map[runKey][]run {
	all := maps.Clone(r.closed)
	for _, open := range r.open {
		for k, at := range open {
			all[k] = append(slices.Clone(all[k]), *at)
		}
	}
	return all
}

func compareRuns(a, b runKey) int {
	return cmp.Or(cmp.Compare(a.class, b.class), compareSubjects(a.of, b.of), strings.Compare(a.detail, b.detail))
}

// present passes on everything that a snapshot has.
func present(s *model.Snapshot, each func(runKey)) {
	entities(s, func(e subject, c class, id string, _ any) { each(runKey{c, e, id}) })
	for _, m := range s.Methods {
		for _, e := range m.Errors {
			each(runKey{classPages, errorSubject(e.Code, e.Type), ""})
		}
	}
	if s.ErrorTable != nil {
		for _, e := range s.ErrorTable.Errors {
			each(runKey{classTable, errorSubject(e.Code, e.Type), ""})
		}
	}
}

func errorSubject(code int, typ string) subject { return subject{"", kindError, typ, code} }

// entities passes on every entity of a snapshot with its id and what it is: a pointer into
// the snapshot, or a model.SchemaLine.
func entities(s *model.Snapshot, each func(e subject, c class, id string, is any)) {
	of := func(kind model.Kind, name string) subject { return subject{model.SchemaAPI, string(kind), name, 0} }
	for name, m := range s.Methods {
		each(of(model.KindMethod, name), classAPI, m.ID, m)
	}
	for name, c := range s.Constructors {
		each(of(model.KindConstructor, name), classAPI, c.ID, c)
	}
	for name, t := range s.Types {
		each(of(model.KindType, name), classAPI, "", t)
	}
	if a := s.Announced; a != nil {
		for name, m := range a.Methods {
			each(of(model.KindMethod, name), classAnnounced, "", m)
		}
		for name, c := range a.Constructors {
			each(of(model.KindConstructor, name), classAnnounced, "", c)
		}
		for name, t := range a.Types {
			each(of(model.KindType, name), classAnnounced, "", t)
		}
	}
	for schema, lines := range s.Schemas {
		for _, l := range lines.Combinators {
			c, err := model.ParseCombinator(l.TL)
			if err == nil {
				each(subject{schema, string(l.Kind), c.Name, l.Layer}, schemaClasses[schema], c.ID, l)
			}
		}
	}
}
