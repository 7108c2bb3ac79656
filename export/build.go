package export

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

type key struct {
	code int
	typ  string
}

// row collects what is known about an error.
type row struct {
	pages, site  map[string]bool
	any          bool
	descriptions []Description
}

type builder struct {
	Options
	rows  map[key]*row
	plain map[string]string // descriptions as plain text: many pages share one
}

func newBuilder(o Options) *builder {
	return &builder{Options: o, rows: map[key]*row{}, plain: map[string]string{}}
}

func (b *builder) plainText(description string) string {
	text, ok := b.plain[description]
	if !ok {
		text = prose.Plain(description)
		b.plain[description] = text
	}
	return text
}

func (b *builder) row(code int, typ string) *row {
	k := key{code, typ}
	if b.rows[k] == nil {
		b.rows[k] = &row{pages: map[string]bool{}, site: map[string]bool{}}
	}
	return b.rows[k]
}

func (b *builder) takesMethod(name string) bool {
	ok, _ := path.Match(b.Method, name)
	return ok || b.Method == ""
}

func (b *builder) pages(s *model.Snapshot) {
	for name, m := range model.Sorted(s.Methods) {
		if !b.takesMethod(name) {
			continue
		}
		for _, e := range m.Errors {
			if !b.takes(e.Code) {
				continue
			}
			r := b.row(e.Code, e.Type)
			r.pages[name] = true
			r.descriptions = append(r.descriptions, Description{Text: b.plainText(e.Description), From: Pages, Methods: []string{name}})
		}
	}
}

func (b *builder) site(t *model.ErrorTable) {
	for _, e := range t.Errors {
		methods := slices.DeleteFunc(slices.Clone(e.Methods), func(name string) bool { return !b.takesMethod(name) })
		if !b.takes(e.Code) || len(methods) == 0 && len(e.Methods) > 0 {
			continue
		}
		r := b.row(e.Code, e.Type)
		r.any = r.any || len(e.Methods) == 0
		for _, name := range methods {
			r.site[name] = true
		}
		r.descriptions = append(r.descriptions, Description{Text: b.plainText(e.Description), From: Site})
	}
}

// errors returns the rows in order.
func (b *builder) errors() []Error {
	list := []Error{}
	for k, r := range b.rows {
		e := Error{Code: k.code, Type: k.typ, Any: r.any, Pages: sorted(r.pages), Site: sorted(r.site)}
		e.Methods = slices.Concat(e.Pages, e.Site)
		slices.Sort(e.Methods)
		e.Methods = slices.Compact(e.Methods)
		e.Descriptions = merge(r.descriptions)
		e.Description = Pick(e.Descriptions)
		list = append(list, e)
	}
	sortErrors(list)
	return list
}

func sortErrors(list []Error) {
	slices.SortFunc(list, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Type, b.Type))
	})
}

func sorted(names map[string]bool) []string { return slices.Sorted(maps.Keys(names)) }

// methods lists every method of the snapshot, with the errors of the table.
func (b *builder) methods(s *model.Snapshot, table []Error) []Method {
	errors := map[string][]int{}
	for i, e := range table {
		for _, name := range e.Methods {
			errors[name] = append(errors[name], i)
		}
	}
	for name := range s.Methods {
		if _, has := errors[name]; !has && b.takesMethod(name) {
			errors[name] = nil
		}
	}
	says := callers(s, b.From)
	var list []Method
	for name, at := range model.Sorted(errors) {
		list = append(list, Method{Name: name, Usability: says(name), Errors: at})
	}
	return list
}

// access lists the methods that may be called over a business connection, and before
// signing in: from the site's table or, without it, from the pages.
func (b *builder) access(s *model.Snapshot) (business, unauthed []string) {
	if b.From != Pages && s.ErrorTable != nil {
		return b.taken(s.ErrorTable.BusinessSupported), b.taken(s.ErrorTable.UnauthedAllowed)
	}
	may := func(answer *bool) bool { return answer != nil && *answer }
	for name, m := range model.Sorted(s.Methods) {
		switch {
		case m.Access == nil || !b.takesMethod(name):
			continue
		case may(m.Access.Business):
			business = append(business, name)
		}
		if may(m.Access.Unauthenticated) {
			unauthed = append(unauthed, name)
		}
	}
	return business, unauthed
}

// taken returns the selected methods of a list.
func (b *builder) taken(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !b.takesMethod(name) })
}

// callers returns a function that returns who may call a method: according to its page if
// that is a source and states it, else according to the site's table.
func callers(s *model.Snapshot, from Source) func(name string) Usability {
	users, bots := map[string]bool{}, map[string]bool{}
	if from != Pages && s.ErrorTable != nil {
		for _, name := range s.ErrorTable.UserOnly {
			users[name] = true
		}
		for _, name := range s.ErrorTable.BotOnly {
			bots[name] = true
		}
	}
	return func(name string) Usability {
		if m := s.Methods[name]; m != nil && from != Site {
			if u := usability(m.Access); u != Unknown {
				return u
			}
		}
		switch {
		case users[name] && !bots[name]:
			return ForUsers
		case bots[name] && !users[name]:
			return ForBots
		}
		return Unknown
	}
}

// usability combines the access values of a page. That bots may call a method says nothing
// about users.
func usability(a *model.Access) Usability {
	switch {
	case a == nil || a.Users == nil || a.Bots == nil:
		return Unknown
	case *a.Users && *a.Bots:
		return ForBoth
	case *a.Users:
		return ForUsers
	case *a.Bots:
		return ForBots
	}
	return Unknown
}

// merge returns each text once, with all methods that have it, in the order of Pick.
func merge(list []Description) []Description {
	type said struct {
		text string
		from Source
	}
	by := map[said]*Description{}
	var all []*Description
	for _, d := range list {
		if d.Text == "" {
			continue
		}
		k := said{d.Text, d.From}
		if by[k] == nil {
			by[k] = &Description{Text: d.Text, From: d.From}
			all = append(all, by[k])
		}
		by[k].Methods = append(by[k].Methods, d.Methods...)
	}
	var merged []Description
	for _, d := range all {
		slices.Sort(d.Methods)
		d.Methods = slices.Compact(d.Methods)
		merged = append(merged, *d)
	}
	slices.SortFunc(merged, preferred)
	return merged
}

// sources are in the order in which Pick trusts them.
var sources = []Source{Pages, Site, Servers}

// preferred orders descriptions for Pick.
func preferred(a, b Description) int {
	return cmp.Or(
		-cmp.Compare(len(a.Methods), len(b.Methods)),
		cmp.Compare(slices.Index(sources, a.From), slices.Index(sources, b.From)),
		-cmp.Compare(len(a.Text), len(b.Text)),
		cmp.Compare(a.Text, b.Text),
	)
}

// Pick chooses one description of an error for formats with one: the one on most pages,
// then the longest, then the first in alphabetical order. The site's table counts only if
// no page describes the error.
func Pick(list []Description) string {
	if len(list) == 0 {
		return ""
	}
	return strings.TrimSpace(slices.MinFunc(list, preferred).Text)
}
