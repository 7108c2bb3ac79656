package sanity

import (
	"github.com/tlcrawl/tlcrawl/model"
)

// feature counts the entities of a snapshot with a property.
type feature struct {
	name  string
	count func(*model.Snapshot) int
}

// features are the counts that the sanity checks compare. Pages that were not crawled do
// not count. The first three count pages.
var features = []feature{
	{pagesOf + "methods", methods(func(*model.Method) bool { return true })},
	{pagesOf + "constructors", constructors(func(*model.Constructor) bool { return true })},
	{pagesOf + "types", types(func(*model.Type) bool { return true })},
	{"who may call", methods(func(m *model.Method) bool { return m.Access != nil && (m.Access.Users != nil || m.Access.Bots != nil) })},
	{"methods for users", access(func(a *model.Access) bool { return yes(a.Users) })},
	{"methods not for users", access(func(a *model.Access) bool { return no(a.Users) })},
	{"methods for bots", access(func(a *model.Access) bool { return yes(a.Bots) })},
	{"methods not for bots", access(func(a *model.Access) bool { return no(a.Bots) })},
	{"methods for business connections", access(func(a *model.Access) bool { return yes(a.Business) })},
	{"methods that need no login", access(func(a *model.Access) bool { return yes(a.Unauthenticated) })},
	{"errors", methods(func(m *model.Method) bool { return len(m.Errors) > 0 })},
	{"errors of all methods", eachMethod(func(m *model.Method) int { return len(m.Errors) })},
	{"descriptions of errors", eachMethod(func(m *model.Method) int {
		return count(m.Errors, func(e model.Error) bool { return e.Description != "" })
	})},
	{"parameters", methods(func(m *model.Method) bool { return len(m.Params) > 0 })},
	{"descriptions of parameters", methods(func(m *model.Method) bool { return described(m.Params) > 0 })},
	{"words of all parameters", eachMethod(func(m *model.Method) int { return described(m.Params) })},
	{"descriptions of methods", methods(func(m *model.Method) bool { return m.Description != "" })},
	{"categories", methods(func(m *model.Method) bool { return m.Category != "" })},
	{"related pages of methods", methods(func(m *model.Method) bool { return len(m.Related) > 0 })},
	{"fields of constructors", constructors(func(c *model.Constructor) bool { return len(c.Params) > 0 })},
	{"descriptions of fields", constructors(func(c *model.Constructor) bool { return described(c.Params) > 0 })},
	{"descriptions of constructors", constructors(func(c *model.Constructor) bool { return c.Description != "" })},
	{"descriptions of types", types(func(t *model.Type) bool { return t.Description != "" })},
	{"methods of the schema", func(s *model.Snapshot) int { return len(s.Methods) }},
	{"constructors of the schema", func(s *model.Snapshot) int { return len(s.Constructors) }},
	{"types of the schema", func(s *model.Snapshot) int { return len(s.Types) }},
	{tableOf + "errors", table(func(t *model.ErrorTable) int { return len(t.Errors) })},
	{tableOf + "descriptions", table(func(t *model.ErrorTable) int {
		return count(t.Errors, func(e model.TableError) bool { return e.Description != "" })
	})},
	{tableOf + "methods for users only", table(func(t *model.ErrorTable) int { return len(t.UserOnly) })},
	{tableOf + "methods for bots only", table(func(t *model.ErrorTable) int { return len(t.BotOnly) })},
	{tableOf + "methods for business connections", table(func(t *model.ErrorTable) int { return len(t.BusinessSupported) })},
	{tableOf + "methods that need no login", table(func(t *model.ErrorTable) int { return len(t.UnauthedAllowed) })},
	{"the list of layers", func(s *model.Snapshot) int { return len(s.Layers) }},
	{"lines of the MTProto schema", lines(model.SchemaMTProto)},
	{"lines of the end-to-end schema", lines(model.SchemaEndToEnd)},
}

// Counts returns the features of a snapshot, by name.
func Counts(s *model.Snapshot) map[string]int {
	all := map[string]int{}
	for _, f := range features {
		all[f.name] = f.count(s)
	}
	return all
}

func lines(schema string) func(*model.Snapshot) int {
	return func(s *model.Snapshot) int {
		if s.Schemas[schema] == nil {
			return 0
		}
		return len(s.Schemas[schema].Combinators)
	}
}

func access(has func(*model.Access) bool) func(*model.Snapshot) int {
	return methods(func(m *model.Method) bool { return m.Access != nil && has(m.Access) })
}

// eachMethod sums a number over all methods whose pages were crawled.
func eachMethod(number func(*model.Method) int) func(*model.Snapshot) int {
	return func(s *model.Snapshot) (n int) {
		for _, m := range s.Methods {
			if m.Documented != nil {
				n += number(m)
			}
		}
		return n
	}
}

func count[T any](list []T, has func(T) bool) (n int) {
	for _, item := range list {
		if has(item) {
			n++
		}
	}
	return n
}

// pagesOf begins the names of the features that count pages.
const pagesOf = "pages of "

// tableOf begins the names of the features of the site's error table.
const tableOf = "the site's error table, its "

func table(count func(*model.ErrorTable) int) func(*model.Snapshot) int {
	return func(s *model.Snapshot) int {
		if s.ErrorTable == nil {
			return 0
		}
		return count(s.ErrorTable)
	}
}

// methods counts the methods with a property whose pages were crawled.
func methods(has func(*model.Method) bool) func(*model.Snapshot) int {
	return func(s *model.Snapshot) (n int) {
		for _, m := range s.Methods {
			if m.Documented != nil && has(m) {
				n++
			}
		}
		return n
	}
}

func constructors(has func(*model.Constructor) bool) func(*model.Snapshot) int {
	return func(s *model.Snapshot) (n int) {
		for _, c := range s.Constructors {
			if c.Documented != nil && has(c) {
				n++
			}
		}
		return n
	}
}

func types(has func(*model.Type) bool) func(*model.Snapshot) int {
	return func(s *model.Snapshot) (n int) {
		for _, t := range s.Types {
			if t.Documented != nil && has(t) {
				n++
			}
		}
		return n
	}
}

func yes(b *bool) bool { return b != nil && *b }

func no(b *bool) bool { return b != nil && !*b }

// described counts the parameters with a description, without the flags field, whose
// description is the same on every page.
func described(params []model.Param) int {
	return count(params, func(p model.Param) bool { return p.Description != "" && p.Type != "#" })
}

// Pages counts the pages that a snapshot has.
func Pages(s *model.Snapshot) (n int) {
	for _, f := range features[:3] {
		n += f.count(s)
	}
	return n
}
