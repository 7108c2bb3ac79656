package verify

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

// KindError is the kind of findings about the site's error table.
const KindError model.Kind = "error"

// errorTable notes disagreements between the pages of the methods and the site's error
// table: one note per error, whatever the number of methods, because the table lists far
// more.
func (v *verifier) errorTable(s *model.Snapshot) {
	if s.ErrorTable == nil {
		return
	}
	c := newClaims(s)
	onPages, inTable := typesOf(c.pages), typesOf(c.table)
	for _, k := range c.order {
		e := entity{kind: KindError, name: k.typ}
		pages, table := c.pages[k], c.table[k]
		if only := otherCode(pages, table, inTable[k.typ]); len(only) > 0 {
			v.note(ErrorsCodeDiffers, e, "", "%d %s is on the pages of %s, but has another code in the site's table", k.code, k.typ, some(only))
		}
		if only := missing(pages, table, inTable[k.typ]); len(only) > 0 && !c.any[k] {
			v.note(ErrorsPageOnly, e, "", "%d %s is on the pages of %s, but not in the site's table", k.code, k.typ, some(only))
		}
		if only := c.crawled(missing(table, pages, onPages[k.typ])); len(only) > 0 {
			v.note(ErrorsTableOnly, e, "", "%d %s is in the site's table for %s, but not on their pages", k.code, k.typ, some(only))
		}
		if says := c.words[k]; says != "" && len(pages) > 0 && !slices.Contains(c.described[k], says) {
			v.note(ErrorsWordsDiffer, e, "", "%d %s is described as %q in the site's table, but on no page", k.code, k.typ, says)
		}
	}
	v.tableAccess(s)
	v.tableNames(s)
}

type errorKey struct {
	code int
	typ  string
}

// claims are the errors of both sources.
type claims struct {
	order     []errorKey
	pages     map[errorKey][]string // methods, by name
	table     map[errorKey][]string
	any       map[errorKey]bool // the table lists no methods
	words     map[errorKey]string
	described map[errorKey][]string
	read      map[string]bool // methods with a page that describes them
}

func newClaims(s *model.Snapshot) *claims {
	c := &claims{
		pages: map[errorKey][]string{}, table: map[errorKey][]string{}, any: map[errorKey]bool{},
		words: map[errorKey]string{}, described: map[errorKey][]string{}, read: map[string]bool{},
	}
	for name, m := range model.Sorted(s.Methods) {
		c.read[name] = m.Documented != nil && *m.Documented
		for _, e := range m.Errors {
			k := errorKey{e.Code, e.Type}
			c.order = append(c.order, k)
			c.pages[k] = append(c.pages[k], name)
			c.described[k] = append(c.described[k], prose.Plain(e.Description))
		}
	}
	for _, e := range s.ErrorTable.Errors {
		k := errorKey{e.Code, e.Type}
		c.order = append(c.order, k)
		c.table[k], c.any[k], c.words[k] = e.Methods, len(e.Methods) == 0, prose.Plain(e.Description)
	}
	slices.SortFunc(c.order, func(a, b errorKey) int {
		if a.typ != b.typ {
			return strings.Compare(a.typ, b.typ)
		}
		return a.code - b.code
	})
	c.order = slices.Compact(c.order)
	return c
}

// typesOf returns the methods of one source for each type, whatever the code.
func typesOf(side map[errorKey][]string) map[string]map[string]bool {
	types := map[string]map[string]bool{}
	for k, names := range side {
		if types[k.typ] == nil {
			types[k.typ] = map[string]bool{}
		}
		for _, name := range names {
			types[k.typ][name] = true
		}
	}
	return types
}

// otherCode returns the methods in a that b has with another code only.
func otherCode(a, b []string, otherwise map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool {
		return !otherwise[name] || slices.Contains(b, name)
	})
}

// crawled removes methods without a page that describes them.
func (c *claims) crawled(methods []string) []string {
	return slices.DeleteFunc(methods, func(name string) bool { return !c.read[name] })
}

// missing returns the methods in a that b has with no code.
func missing(a, b []string, otherwise map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool {
		return slices.Contains(b, name) || otherwise[name]
	})
}
