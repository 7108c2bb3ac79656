package verify

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

// KindError is the kind of findings about the site's own table of errors.
const KindError model.Kind = "error"

// errorTable says where the pages of the methods and the site's own table of errors
// disagree: one note an error, not one a method, for the table lists far more.
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
			v.note(ErrorsCodeDiffers, e, "", "%d %s is on the pages of %s; the site's table has it with another code", k.code, k.typ, some(only))
		}
		if only := missing(pages, table, inTable[k.typ]); len(only) > 0 && !c.any[k] {
			v.note(ErrorsPageOnly, e, "", "%d %s is on the pages of %s; the site's table does not have it so", k.code, k.typ, some(only))
		}
		if only := c.crawled(missing(table, pages, onPages[k.typ])); len(only) > 0 {
			v.note(ErrorsTableOnly, e, "", "%d %s is in the site's table for %s; their pages do not have it", k.code, k.typ, some(only))
		}
		if says := c.words[k]; says != "" && len(pages) > 0 && !slices.Contains(c.described[k], says) {
			v.note(ErrorsWordsDiffer, e, "", "%d %s is %q in the site's table; no page says so", k.code, k.typ, says)
		}
	}
	v.tableAccess(s)
}

// tableAccess holds the lists of who may call a method against its page.
func (v *verifier) tableAccess(s *model.Snapshot) {
	users, bots := map[string]bool{}, map[string]bool{}
	for _, name := range s.ErrorTable.UserOnly {
		users[name] = true
	}
	for _, name := range s.ErrorTable.BotOnly {
		bots[name] = true
	}
	for name, m := range model.Sorted(s.Methods) {
		if m.Access == nil {
			continue
		}
		e := entity{kind: model.KindMethod, name: name}
		may := func(who *bool) bool { return who != nil && *who }
		switch {
		case users[name] && may(m.Access.Bots):
			v.note(AccessDiffers, e, "", "%s: its page says that bots may call it, the site's table that only users may", name)
		case bots[name] && may(m.Access.Users):
			v.note(AccessDiffers, e, "", "%s: its page says that users may call it, the site's table that only bots may", name)
		}
	}
	for _, name := range slices.Concat(s.ErrorTable.UserOnly, s.ErrorTable.BotOnly) {
		if s.Methods[name] == nil {
			v.note(TableUnknown, entity{kind: KindError, name: name}, "", "%s: the site's table names it, the schema has no such method", name)
		}
	}
}

type errorKey struct {
	code int
	typ  string
}

// claims are what both sides say of errors.
type claims struct {
	order     []errorKey
	pages     map[errorKey][]string // methods, by name
	table     map[errorKey][]string
	any       map[errorKey]bool // the table names no method
	words     map[errorKey]string
	described map[errorKey][]string
	read      map[string]bool // methods whose pages were crawled
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

// typesOf gives each type the methods that one side names for it, with whatever code.
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

// otherCode lists the methods of a that b does not have with this code, but with another.
func otherCode(a, b []string, otherwise map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool {
		return !otherwise[name] || slices.Contains(b, name)
	})
}

// crawled leaves out methods whose pages say nothing.
func (c *claims) crawled(methods []string) []string {
	return slices.DeleteFunc(methods, func(name string) bool { return !c.read[name] })
}

// missing lists the methods of a that b does not have, nor anybody with another code.
func missing(a, b []string, otherwise map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool {
		return slices.Contains(b, name) || otherwise[name]
	})
}

// some names at most three.
func some(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
}
