package site

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

// entityPage shows a method, a constructor or a type in its current or last state.
type entityPage struct {
	frame
	Kind          model.Kind
	Name, Address string
	// Layer is that of the newest snapshot, AvailableAsOf the layer that the page announces
	// or last had; 0 if the entity is in the schema.
	Layer, AvailableAsOf int
	// Gone is the change set that removed it.
	Gone *changeSet
	// ID is the combinator's number in hexadecimal digits, Signed the same as a decimal
	// number.
	ID, Signed string
	Direction  string
	Since      since
	// Latest is the newest change, nil if there is none.
	Latest       *event
	Line         []piece
	Description  []piece
	Sentences    []datedSentence
	Undocumented bool
	Params       []param
	Result       []piece
	Access       []string
	Errors       []failure
	Constructors []link
	Uses         []section
	History      []chapter
	// First is the first snapshot, if it had the entity.
	First *history.Stats

	life life
}

type param struct {
	Name              string
	Type, Description []piece
	// Since is set if the parameter came later than the entity.
	Since *since
}

// failure is an error that a method may return.
type failure struct {
	history.ErrorKey
	// File is the page of the error.
	File        string
	Description []piece
	// Table is set if only the site's error table lists it.
	Table bool
	Since *since
}

// writeEntities writes a page for every entity of any snapshot.
func (b *builder) writeEntities() error {
	for _, e := range entities(b.last) {
		if err := b.writeEntity(e, find(b.last, e), nil, b.last.Source); err != nil {
			return err
		}
	}
	for _, e := range b.goneEntities() {
		d := b.gone[e]
		if err := b.writeEntity(e, d.entity, &b.sets[d.set], d.source); err != nil {
			return err
		}
	}
	return nil
}

// goneEntities lists the entities that the last snapshot does not have, in order.
func (b *builder) goneEntities() []diff.Entity {
	var list []diff.Entity
	for e := range b.gone {
		if find(b.last, e) == nil {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(x, y diff.Entity) int {
		return cmp.Or(cmp.Compare(slices.Index(model.Kinds, x.Kind), slices.Index(model.Kinds, y.Kind)), cmp.Compare(x.Name, y.Name))
	})
	return list
}

func (b *builder) writeEntity(e diff.Entity, is any, gone *changeSet, source string) error {
	v := &entityPage{Layer: b.last.Layer, Kind: e.Kind, Name: e.Name, Address: address(source, e), Gone: gone, life: b.lifeOf(e)}
	v.Since = v.life.start
	v.AvailableAsOf = availableAsOf(is)
	switch is := is.(type) {
	case *model.Method:
		v.method(b, is)
	case *model.Constructor:
		v.line(b, is.SchemaTL, is.TL, is.ID)
		v.Result = b.schema(is.Type)
		v.Direction = b.direction(is.Type)
		v.describe(b, is.Description, is.Documented, is.Params)
	case *model.Type:
		v.describe(b, is.Description, is.Documented, nil)
		v.Constructors = b.links(model.KindConstructor, is.Constructors)
		v.Direction = b.direction(is.Name)
		v.Uses = b.uses(is.Name)
		if gone != nil { // as it last was
			v.Uses = []section{{"Returned by", folded(b.links(model.KindMethod, is.Methods), maxUses)}}
		}
	}
	v.History = chaptersOf(b.events[e])
	if n := len(b.events[e]); n == 0 || !b.events[e][0].Came {
		v.First = &b.stats[0]
	}
	if n := len(b.events[e]); n > 0 {
		v.Latest = &b.events[e][n-1]
	}
	return b.page(b.files.of[e], "entity", e.Name, v)
}

// line shows the line of the schema, and its number.
func (v *entityPage) line(b *builder, schema, page, id string) {
	line := cmp.Or(schema, page)
	v.Line, v.ID = b.schema(line), id
	if c, err := model.ParseCombinator(line); schema != "" && err == nil {
		v.ID = cmp.Or(c.ID, id)
	}
	if n, err := strconv.ParseUint(v.ID, 16, 32); err == nil {
		v.Signed = strconv.Itoa(int(int32(n)))
	}
}

func (v *entityPage) method(b *builder, m *model.Method) {
	v.line(b, m.SchemaTL, m.TL, m.ID)
	v.Result = b.schema(m.Result)
	v.describe(b, m.Description, m.Documented, m.Params)
	v.Access = access(m.Access)
	seen := map[history.ErrorKey]bool{}
	for _, e := range m.Errors {
		k := history.ErrorKey{Code: e.Code, Type: e.Type}
		seen[k] = true
		v.Errors = append(v.Errors, failure{k, b.errorFile(e.Type), b.prose(e.Description), false, v.later(v.life.failure(k))})
	}
	if v.Gone != nil || b.last.ErrorTable == nil {
		return
	}
	for _, e := range b.catalogue.byMethod[m.Name] {
		if k := (history.ErrorKey{Code: e.Code, Type: e.Type}); !seen[k] {
			v.Errors = append(v.Errors, failure{k, b.errorFile(e.Type), b.prose(e.Description), true, nil})
		}
	}
	v.Access = append(v.Access, tableAccess(b.last.ErrorTable, m)...)
}

func (v *entityPage) describe(b *builder, text string, documented *bool, params []model.Param) {
	v.Description, v.Undocumented = b.prose(text), documented != nil && !*documented
	v.Sentences = v.life.sentences(text)
	for _, p := range params {
		v.Params = append(v.Params, param{p.Name, b.schema(p.Type), b.prose(p.Description), v.later(v.life.param(p.Name))})
	}
}

// later returns when a part came, nil if it is as old as the entity.
func (v *entityPage) later(s since) *since {
	if s == v.life.start {
		return nil
	}
	return &s
}

// links returns links to entities; names that no snapshot has are not linked.
func (b *builder) links(kind model.Kind, names []string) []link {
	var list []link
	for _, name := range names {
		list = append(list, link{Name: name, File: b.files.of[diff.Entity{Kind: kind, Name: name}]})
	}
	return list
}
