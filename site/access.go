package site

import (
	"cmp"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

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

// tableAccess describes what the site's error table adds to that.
func tableAccess(t *model.ErrorTable, m *model.Method) []string {
	var list []string
	a := m.Access
	if a == nil {
		a = &model.Access{}
	}
	say := func(methods []string, known *bool, words string) {
		if slices.Contains(methods, m.Name) && known == nil {
			list = append(list, words+", according to the site's error table")
		}
	}
	say(t.UserOnly, nil, "users only")
	say(t.BotOnly, nil, "bots only")
	say(t.BusinessSupported, a.Business, "bots over a business connection")
	say(t.UnauthedAllowed, a.Unauthenticated, "without logging in")
	return list
}

// find returns an entity of a snapshot, announced or not, or nil.
func find(s *model.Snapshot, e diff.Entity) any {
	a := s.Announced
	if a == nil {
		a = &model.Announced{}
	}
	switch e.Kind {
	case model.KindMethod:
		if m := cmp.Or(s.Methods[e.Name], a.Methods[e.Name]); m != nil {
			return m
		}
	case model.KindConstructor:
		if c := cmp.Or(s.Constructors[e.Name], a.Constructors[e.Name]); c != nil {
			return c
		}
	case model.KindType:
		if t := cmp.Or(s.Types[e.Name], a.Types[e.Name]); t != nil {
			return t
		}
	}
	return nil
}
