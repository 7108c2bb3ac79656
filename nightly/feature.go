package nightly

import "github.com/tlcrawl/tlcrawl/model"

// feature counts the entities of a snapshot that have something.
type feature struct {
	name  string
	count func(*model.Snapshot) int
}

// features are what alarms watch. Pages that were not crawled have none; to crawl
// fewer kinds than before is an alarm too: the next full crawl would be compared with
// a snapshot that does not know the rest.
var features = []feature{
	{pagesOf + "methods", methods(func(*model.Method) bool { return true })},
	{pagesOf + "constructors", constructors(func(*model.Constructor) bool { return true })},
	{pagesOf + "types", types(func(*model.Type) bool { return true })},
	{"who may call", methods(func(m *model.Method) bool { return m.Access != nil && (m.Access.Users != nil || m.Access.Bots != nil) })},
	{"methods for users", methods(func(m *model.Method) bool { return m.Access != nil && yes(m.Access.Users) })},
	{"methods for bots", methods(func(m *model.Method) bool { return m.Access != nil && yes(m.Access.Bots) })},
	{"methods that need no login", methods(func(m *model.Method) bool { return m.Access != nil && yes(m.Access.Unauthenticated) })},
	{"errors", methods(func(m *model.Method) bool { return len(m.Errors) > 0 })},
	{"parameters", methods(func(m *model.Method) bool { return len(m.Params) > 0 })},
	{"descriptions of parameters", methods(func(m *model.Method) bool { return described(m.Params) })},
	{"descriptions of methods", methods(func(m *model.Method) bool { return m.Description != "" })},
	{"categories", methods(func(m *model.Method) bool { return m.Category != "" })},
	{"related pages of methods", methods(func(m *model.Method) bool { return len(m.Related) > 0 })},
	{"fields of constructors", constructors(func(c *model.Constructor) bool { return len(c.Params) > 0 })},
	{"descriptions of fields", constructors(func(c *model.Constructor) bool { return described(c.Params) })},
	{"descriptions of constructors", constructors(func(c *model.Constructor) bool { return c.Description != "" })},
	{"descriptions of types", types(func(t *model.Type) bool { return t.Description != "" })},
	{tableOf + "errors", table(func(t *model.ErrorTable) int { return len(t.Errors) })},
	{tableOf + "methods for users only", table(func(t *model.ErrorTable) int { return len(t.UserOnly) })},
	{tableOf + "methods for bots only", table(func(t *model.ErrorTable) int { return len(t.BotOnly) })},
	{"the list of layers", func(s *model.Snapshot) int { return len(s.Layers) }},
}

// pagesOf begins the names of the features that count pages.
const pagesOf = "pages of "

// tableOf begins the names of the features that count rows of the site's own table of
// errors: one that vanished for a night would hide what changed meanwhile.
const tableOf = "the site's table of errors, its "

func table(count func(*model.ErrorTable) int) func(*model.Snapshot) int {
	return func(s *model.Snapshot) int {
		if s.ErrorTable == nil {
			return 0
		}
		return count(s.ErrorTable)
	}
}

// methods counts those methods whose pages were crawled that have something.
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

// described tells whether a parameter is, besides the flags field, whose words are
// the same everywhere.
func described(params []model.Param) bool {
	for _, p := range params {
		if p.Description != "" && p.Type != "#" {
			return true
		}
	}
	return false
}
