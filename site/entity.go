package site

import (
	"cmp"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

// entityPage shows a method, a constructor or a type in its current or last state.
type entityPage struct {
	frame
	Kind          model.Kind
	Name, Address string
	// AvailableAsOf is the layer that the page announces, 0 if it is in the schema.
	AvailableAsOf int
	// Gone is the change set that removed it.
	Gone         *changeSet
	Line         []piece
	Description  []piece
	Undocumented bool
	Params       []param
	Result       []piece
	Access       []string
	Errors       []failure
	Constructors []link
	Methods      []link
	History      []chapter
	// First is the first snapshot, if it had the entity.
	First *history.Stats
}

type param struct {
	Name              string
	Type, Description []piece
}

// failure is an error that a method may return.
type failure struct {
	history.ErrorKey
	Anchor      string
	Description []piece
	// Table is set if only the site's error table lists it.
	Table bool
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
	v := &entityPage{Kind: e.Kind, Name: e.Name, Address: address(source, e), Gone: gone}
	switch is := is.(type) {
	case *model.Method:
		v.AvailableAsOf = is.AvailableAsOf
		v.method(b, is)
	case *model.Constructor:
		v.AvailableAsOf = is.AvailableAsOf
		v.Line, v.Result = b.schema(cmp.Or(is.SchemaTL, is.TL)), b.schema(is.Type)
		v.describe(b, is.Description, is.Documented, is.Params)
	case *model.Type:
		v.AvailableAsOf = is.AvailableAsOf
		v.describe(b, is.Description, is.Documented, nil)
		v.Constructors = b.links(model.KindConstructor, is.Constructors)
		v.Methods = b.links(model.KindMethod, is.Methods)
	}
	v.History = b.chapters(e)
	if n := len(b.events[e]); n == 0 || !b.events[e][0].Came {
		v.First = &b.stats[0]
	}
	return b.page(b.files.of[e], "entity", e.Name, v)
}

func (v *entityPage) method(b *builder, m *model.Method) {
	v.Line, v.Result = b.schema(cmp.Or(m.SchemaTL, m.TL)), b.schema(m.Result)
	v.describe(b, m.Description, m.Documented, m.Params)
	v.Access = access(m.Access)
	seen := map[history.ErrorKey]bool{}
	for _, e := range m.Errors {
		k := history.ErrorKey{Code: e.Code, Type: e.Type}
		seen[k] = true
		v.Errors = append(v.Errors, failure{k, b.catalogue.anchor(k), b.prose(e.Description), false})
	}
	if v.Gone != nil || b.last.ErrorTable == nil {
		return
	}
	for _, e := range b.catalogue.byMethod[m.Name] {
		if k := (history.ErrorKey{Code: e.Code, Type: e.Type}); !seen[k] {
			v.Errors = append(v.Errors, failure{k, b.catalogue.anchor(k), b.prose(e.Description), true})
		}
	}
	if slices.Contains(b.last.ErrorTable.UserOnly, m.Name) {
		v.Access = append(v.Access, "users only, according to the site's error table")
	}
	if slices.Contains(b.last.ErrorTable.BotOnly, m.Name) {
		v.Access = append(v.Access, "bots only, according to the site's error table")
	}
}

func (v *entityPage) describe(b *builder, text string, documented *bool, params []model.Param) {
	v.Description, v.Undocumented = b.prose(text), documented != nil && !*documented
	for _, p := range params {
		v.Params = append(v.Params, param{p.Name, b.schema(p.Type), b.prose(p.Description)})
	}
}

// links returns links to entities; names that no snapshot has are not linked.
func (b *builder) links(kind model.Kind, names []string) []link {
	var list []link
	for _, name := range names {
		list = append(list, link{Name: name, File: b.files.of[diff.Entity{Kind: kind, Name: name}]})
	}
	return list
}

// access describes who may call a method.
func access(a *model.Access) []string {
	if a == nil {
		return nil
	}
	var list []string
	say := func(answer *bool, yes, no string) {
		switch {
		case answer == nil:
		case *answer:
			list = append(list, yes)
		default:
			list = append(list, no)
		}
	}
	say(a.Users, "users", "no users")
	say(a.Bots, "bots", "no bots")
	say(a.Business, "bots over a business connection", "no bots over a business connection")
	say(a.Unauthenticated, "without logging in", "only after logging in")
	return list
}
