package sanity

import "github.com/tlcrawl/tlcrawl/model"

// goneOfTable reports what is gone from the site's error table.
func goneOfTable(was, is *model.ErrorTable, check func(kind string, total, gone int)) {
	if was == nil || is == nil || was.Layer > is.Layer {
		return
	}
	check("errors of the site's table", len(was.Errors), goneErrors(was, is))
	for _, list := range []struct {
		kind    string
		was, is []string
	}{
		{"methods for users only", was.UserOnly, is.UserOnly},
		{"methods for bots only", was.BotOnly, is.BotOnly},
		{"methods for business connections", was.BusinessSupported, is.BusinessSupported},
		{"methods that need no login", was.UnauthedAllowed, is.UnauthedAllowed},
	} {
		check(list.kind+" of the site's table", len(list.was), goneNames(list.was, list.is))
	}
}

// goneNames counts the names that a list no longer has.
func goneNames(old, new []string) (n int) {
	has := map[string]bool{}
	for _, name := range new {
		has[name] = true
	}
	for _, name := range old {
		if !has[name] {
			n++
		}
	}
	return n
}

// goneErrors counts the errors, by type and code, that a table no longer has.
func goneErrors(old, new *model.ErrorTable) (n int) {
	type key struct {
		code int
		typ  string
	}
	has := map[key]bool{}
	for _, e := range new.Errors {
		has[key{e.Code, e.Type}] = true
	}
	for _, e := range old.Errors {
		if !has[key{e.Code, e.Type}] {
			n++
		}
	}
	return n
}
