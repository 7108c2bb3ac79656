package changelog

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Net adds up the changes of the layers after from, up to and including to: entities that
// were added and then deleted are omitted, those that were changed and then deleted are
// deleted. The layers may be in any order; ok is false if none of them is in that range.
func Net(layers []Layer, from, to int) (sum Layer, ok bool) {
	layers = slices.Clone(layers)
	slices.SortStableFunc(layers, func(a, b Layer) int { return a.Layer - b.Layer })
	sum.Layer = to
	for _, l := range layers {
		if l.Layer > from && l.Layer <= to {
			sum.follow(l)
			ok = true
		}
	}
	sum.Sort()
	return sum, ok
}

// follow adds the changes of the next layer.
func (l *Layer) follow(next Layer) {
	next = next.of("")
	for _, e := range next.Deleted {
		was := drop(&l.New, e)
		drop(&l.Changed, e)
		if !was {
			l.Deleted = append(l.Deleted, e)
		}
	}
	for _, e := range next.New {
		if drop(&l.Deleted, e) {
			continue // added again; the schema has its parameters
		}
		l.New = append(l.New, e)
	}
	for _, e := range next.Changed {
		switch had := Find(l.Changed, e); {
		case Find(l.New, e) != nil:
		case had == nil:
			l.Changed = append(l.Changed, e.clone())
		default:
			had.follow(e)
			if !had.Says() && e.Says() {
				drop(&l.Changed, e) // reverted
			}
		}
	}
}

// of returns the layer with the changes to one schema only.
func (l Layer) of(schema string) Layer {
	other := func(e Entry) bool { return e.Schema != schema }
	for _, list := range []*[]Entry{&l.New, &l.Changed, &l.Deleted} {
		*list = slices.DeleteFunc(slices.Clone(*list), other)
	}
	return l
}

func drop(list *[]Entry, e Entry) bool {
	n := len(*list)
	*list = slices.DeleteFunc(*list, e.same)
	return len(*list) < n
}

func (e Entry) clone() Entry {
	e.Added, e.Removed, e.Retyped = slices.Clone(e.Added), slices.Clone(e.Removed), slices.Clone(e.Retyped)
	return e
}

// follow adds the changes of the next layer to the same entity.
func (e *Entry) follow(next Entry) {
	for _, p := range next.Removed {
		came := dropParam(&e.Added, p.Name)
		e.Retyped = slices.DeleteFunc(e.Retyped, func(r Retyped) bool { return r.Name == p.Name })
		if !came {
			e.Removed = append(e.Removed, p)
		}
	}
	for _, p := range next.Added {
		if !dropParam(&e.Removed, p.Name) {
			e.Added = append(e.Added, p)
		}
	}
	for _, r := range next.Retyped {
		if slices.ContainsFunc(e.Added, func(p model.Param) bool { return p.Name == r.Name }) {
			continue
		}
		i := slices.IndexFunc(e.Retyped, func(had Retyped) bool { return had.Name == r.Name })
		if i < 0 {
			e.Retyped = append(e.Retyped, r)
			continue
		}
		e.Retyped[i].New = r.New
	}
	e.Retyped = slices.DeleteFunc(e.Retyped, func(r Retyped) bool { return r.Old == r.New })
	if next.Result != nil {
		if e.Result != nil {
			next.Result = &Result{e.Result.Old, next.Result.New}
		}
		e.Result = next.Result
	}
}

func dropParam(list *[]model.Param, name string) bool {
	n := len(*list)
	*list = slices.DeleteFunc(*list, func(p model.Param) bool { return p.Name == name })
	return len(*list) < n
}
