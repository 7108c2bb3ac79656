package scrape

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// index is everything that /schema and /methods list, in their order.
type index struct {
	schema     *page.Schema
	categories map[string]string
	types      []string
	addresses  []address
}

// newIndex lists the pages of the requested kinds.
func newIndex(schema *page.Page, methods *page.MethodIndex, kinds []model.Kind) *index {
	ix := &index{schema: schema.Schema, categories: categories(methods), types: types(schema.Schema)}
	add := func(kind model.Kind, name string) {
		ix.addresses = append(ix.addresses, entityAddress(kind, name, schema.Layer))
	}
	if slices.Contains(kinds, model.KindMethod) {
		known := map[string]bool{}
		for _, c := range ix.schema.Methods {
			known[c.Name] = true
			add(model.KindMethod, c.Name)
		}
		for _, category := range methods.Categories {
			for _, name := range category.Methods {
				if !known[name] {
					known[name] = true
					add(model.KindMethod, name)
					ix.addresses[len(ix.addresses)-1].extra = true
				}
			}
		}
	}
	if slices.Contains(kinds, model.KindConstructor) {
		for _, c := range ix.schema.Constructors {
			add(model.KindConstructor, c.Name)
		}
	}
	if slices.Contains(kinds, model.KindType) {
		for _, name := range ix.types {
			add(model.KindType, name)
		}
	}
	return ix
}

// categories maps each method to its headings on /methods, joined.
func categories(m *page.MethodIndex) map[string]string {
	joined := map[string]string{}
	seen := map[[2]string]bool{}
	for _, c := range m.Categories {
		for _, name := range c.Methods {
			if key := [2]string{name, c.Title}; c.Title == "" || seen[key] || len(joined[name]) > maxCategory {
				continue
			} else {
				seen[key] = true
			}
			if joined[name] != "" {
				joined[name] += "; "
			}
			joined[name] += c.Title
		}
	}
	return joined
}

// maxCategory bounds the joined headings of a method; the real ones have some 60 bytes.
const maxCategory = 4 << 10

// types lists the names of the types that constructors build.
func types(s *page.Schema) []string {
	var list []string
	seen := map[string]bool{}
	for _, c := range s.Constructors {
		if !seen[c.Result] {
			seen[c.Result] = true
			list = append(list, c.Result)
		}
	}
	return list
}
