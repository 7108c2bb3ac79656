package diff

import (
	"slices"
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// occurrence identifies an error of a method: its type, its code and, if a page lists it
// twice, which of the two.
type occurrence struct {
	typ  string
	code int
	nth  int
}

// errors compares the errors of a method by type and code, ignoring their order.
func (c *comparison) errors(old, new entity) {
	was, is := occurrences(old.errors), occurrences(new.errors)
	var removed, added []int
	for i, e := range old.errors {
		if at, stays := is.at[was.keys[i]]; stays {
			c.prose(new, "error-description", Change{Error: e.Type, Code: e.Code, position: at}, e.Description, new.errors[at].Description)
		} else {
			removed = append(removed, i)
		}
	}
	for i := range new.errors {
		if _, stayed := was.at[is.keys[i]]; !stayed {
			added = append(added, i)
		}
	}
	if c.oneCode { // a source may drop further codes of a type
		removed = slices.DeleteFunc(removed, func(i int) bool { return hasType(new.errors, old.errors[i].Type) })
		added = slices.DeleteFunc(added, func(i int) bool { return hasType(old.errors, new.errors[i].Type) })
	}
	recoded := c.recoded(old, new, removed, added)
	for _, i := range removed {
		if e := old.errors[i]; !recoded[e.Type] {
			c.add(new.change("error-removed", Change{Error: e.Type, Code: e.Code, Old: c.rebase(e.Description), position: i}))
		}
	}
	for _, i := range added {
		if e := new.errors[i]; !recoded[e.Type] {
			c.add(new.change("error-added", Change{Error: e.Type, Code: e.Code, New: e.Description, position: i}))
		}
	}
}

// recoded reports one removed and one added error of the same type as a change of its
// code, and returns those types.
func (c *comparison) recoded(old, new entity, removed, added []int) map[string]bool {
	was, is := map[string][]int{}, map[string][]int{}
	for _, i := range removed {
		was[old.errors[i].Type] = append(was[old.errors[i].Type], i)
	}
	for _, i := range added {
		is[new.errors[i].Type] = append(is[new.errors[i].Type], i)
	}
	types := map[string]bool{}
	for typ, o := range model.Sorted(was) {
		n := is[typ]
		if len(o) != 1 || len(n) != 1 {
			continue
		}
		types[typ] = true
		a, b := old.errors[o[0]], new.errors[n[0]]
		c.add(new.change("error-code-changed", Change{Error: typ, Old: strconv.Itoa(a.Code), New: strconv.Itoa(b.Code), position: n[0]}))
		c.prose(new, "error-description", Change{Error: typ, Code: b.Code, position: n[0]}, a.Description, b.Description)
	}
	return types
}

func hasType(errors []model.Error, typ string) bool {
	return slices.ContainsFunc(errors, func(e model.Error) bool { return e.Type == typ })
}

// listing maps errors to occurrences and back.
type listing struct {
	keys []occurrence
	at   map[occurrence]int
}

func occurrences(errors []model.Error) listing {
	l := listing{at: map[occurrence]int{}}
	for i, e := range errors {
		key := occurrence{typ: e.Type, code: e.Code}
		for {
			if _, taken := l.at[key]; !taken {
				break
			}
			key.nth++
		}
		l.at[key] = i
		l.keys = append(l.keys, key)
	}
	return l
}
