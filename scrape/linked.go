package scrape

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// maxLinked bounds the pages that are requested only because an announced entity names
// them.
const maxLinked = 500

// linked gets the pages of types and constructors that only announced entities name:
// neither the schema nor an index lists them.
func (c *crawler) linked(ctx context.Context, ix *index, answers []answer) ([]answer, error) {
	known := map[string]bool{}
	for _, a := range ix.addresses {
		known[a.path] = true
	}
	for _, k := range ix.schema.Constructors {
		known[page.EntityPath(model.KindConstructor, k.Name)] = true
		known[page.EntityPath(model.KindType, k.Result)] = true
	}
	var found []answer
	for next := answers; len(next) > 0; {
		var addresses []address
		for _, a := range next {
			for _, b := range c.named(a) {
				if !known[b.path] && len(known) < len(ix.addresses)+len(ix.schema.Constructors)*2+maxLinked {
					known[b.path] = true
					addresses = append(addresses, b)
				}
			}
		}
		if len(addresses) == 0 {
			break
		}
		var err error
		if next, err = c.all(ctx, addresses); err != nil {
			return nil, err
		}
		found = append(found, next...)
	}
	return found, nil
}

// named returns the addresses of the entities that the page of an announced one names.
func (c *crawler) named(a answer) []address {
	if a.err != nil || a.page.AvailableAsOf == 0 {
		return nil
	}
	var types, constructors []string
	switch p := a.page; p.Kind {
	case page.KindMethod:
		types = append(paramTypes(p.Method.Params), p.Method.Result)
	case page.KindConstructor:
		types = append(paramTypes(p.Constructor.Params), p.Constructor.Type)
	case page.KindType:
		constructors = p.Type.Constructors
	}
	var list []address
	add := func(kind model.Kind, name string) {
		if slices.Contains(c.Kinds, kind) && model.CheckName(name) == nil {
			b := entityAddress(kind, name, a.layer)
			b.extra, b.linked = true, true
			list = append(list, b)
		}
	}
	for _, t := range types {
		if t = innerType(t); isBoxed(t) {
			add(model.KindType, t)
		}
	}
	for _, name := range constructors {
		add(model.KindConstructor, name)
	}
	return list
}

func paramTypes(params []model.Param) []string {
	var types []string
	for _, p := range params {
		types = append(types, p.Type)
	}
	return types
}

// innerType is User in flags.0?Vector<User>.
func innerType(t string) string {
	_, t, _ = model.SplitType(t)
	if _, inner, ok := strings.Cut(t, "<"); ok {
		t = strings.TrimSuffix(inner, ">")
	}
	return strings.TrimPrefix(t, "%")
}

// isBoxed reports whether a name is that of a boxed type: its last part begins with an
// upper-case letter.
func isBoxed(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last != "" && unicode.IsUpper(rune(last[0]))
}
