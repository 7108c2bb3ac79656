package sanity

import (
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// againstTable returns a reason where the pages of methods say otherwise who may call them,
// while the site's own table of the same layer lists them as before.
func againstTable(old, new *model.Snapshot) []string {
	was, is := old.ErrorTable, new.ErrorTable
	if was == nil || is == nil || old.Layer != new.Layer || was.Layer != old.Layer || is.Layer != old.Layer {
		return nil
	}
	before, after := accessLists(was), accessLists(is)
	n := 0
	for name, m := range new.Methods {
		o := old.Methods[name]
		if o == nil || !stays(o.Documented, m.Documented) || o.Access == nil {
			continue
		}
		if answers(o.Access) != answers(m.Access) && slices.Equal(listing(before, name), listing(after, name)) {
			n++
		}
	}
	if n < minimumMoved {
		return nil
	}
	return []string{fmt.Sprintf("the pages of %d methods say otherwise who may call them, and the site's error table does not", n)}
}

// answers are what a page says of each kind of caller, for comparisons.
func answers(a *model.Access) [4]string {
	if a == nil {
		return [4]string{}
	}
	var said [4]string
	for i, answer := range []*bool{a.Users, a.Bots, a.Business, a.Unauthenticated} {
		if answer != nil {
			said[i] = fmt.Sprint(*answer)
		}
	}
	return said
}

// accessLists are the lists of methods of a table, as sets.
func accessLists(t *model.ErrorTable) (lists []map[string]bool) {
	for _, names := range [][]string{t.UserOnly, t.BotOnly, t.BusinessSupported, t.UnauthedAllowed} {
		list := make(map[string]bool, len(names))
		for _, name := range names {
			list[name] = true
		}
		lists = append(lists, list)
	}
	return lists
}

// listing says which lists have a method.
func listing(lists []map[string]bool, name string) (in []bool) {
	for _, list := range lists {
		in = append(in, list[name])
	}
	return in
}
