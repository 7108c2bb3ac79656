package verify

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// tableAccess notes where a page and the lists of the site's table disagree about who may
// call a method. Access that a page does not state is not a disagreement.
func (v *verifier) tableAccess(s *model.Snapshot) {
	t := s.ErrorTable
	users, bots := set(t.UserOnly), set(t.BotOnly)
	business, unauthed := set(t.BusinessSupported), set(t.UnauthedAllowed)
	is := func(answer *bool, want bool) bool { return answer != nil && *answer == want }
	for name, m := range model.Sorted(s.Methods) {
		if m.Access == nil {
			continue
		}
		e := entity{kind: model.KindMethod, name: name}
		switch {
		case users[name] && is(m.Access.Bots, true):
			v.note(AccessDiffers, e, "", "%s: for bots according to its page, for users only according to the site's table", name)
		case bots[name] && is(m.Access.Users, true):
			v.note(AccessDiffers, e, "", "%s: for users according to its page, for bots only according to the site's table", name)
		}
		for _, list := range []struct {
			name   string
			has    bool
			answer *bool
		}{{"business_supported", business[name], m.Access.Business}, {"unauthed_allowed", unauthed[name], m.Access.Unauthenticated}} {
			switch {
			case list.has && is(list.answer, false):
				v.note(AccessDiffers, e, "", "%s: in the list %s of the site's table, but its page denies it", name, list.name)
			case !list.has && is(list.answer, true):
				v.note(AccessDiffers, e, "", "%s: not in the list %s of the site's table, but its page allows it", name, list.name)
			}
		}
	}
}

// tableNames notes methods that are neither in the schema nor announced, and unknown keys.
// A saved table has no schema, so none of its methods is unknown.
func (v *verifier) tableNames(s *model.Snapshot) {
	t := s.ErrorTable
	for key := range model.Sorted(t.Other) {
		v.note(TableKey, entity{kind: KindError, name: key}, "", "the site's error table has the unknown key %q", key)
	}
	if len(s.Methods) == 0 {
		return
	}
	all := slices.Concat(t.UserOnly, t.BotOnly, t.BusinessSupported, t.UnauthedAllowed)
	for _, e := range t.Errors {
		all = append(all, e.Methods...)
	}
	slices.Sort(all)
	for _, name := range slices.Compact(all) {
		if s.Methods[name] == nil && (s.Announced == nil || s.Announced.Methods[name] == nil) {
			v.note(TableUnknown, entity{kind: KindError, name: name}, "", "%s: in the site's error table, but not in the schema", name)
		}
	}
}

func set(names []string) map[string]bool {
	m := map[string]bool{}
	for _, name := range names {
		m[name] = true
	}
	return m
}
