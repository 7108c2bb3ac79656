package site

import "github.com/tlcrawl/tlcrawl/model"

// errorKey names an error: the same type may come with several codes.
type errorKey struct {
	Code int
	Type string
}

func pageErrors(s *model.Snapshot) map[errorKey]bool {
	keys := map[errorKey]bool{}
	for _, m := range s.Methods {
		for _, e := range m.Errors {
			keys[errorKey{e.Code, e.Type}] = true
		}
	}
	return keys
}

// sighting is an error that is there: since which snapshot, and whether, when it was last
// looked for, only the site's table had it.
type sighting struct {
	since     int
	tableOnly bool
}

// noteErrors keeps since when there is each error, on a page or in the site's table. A
// snapshot without the table says nothing of what only the table had.
func (c *chronicle) noteErrors(s *model.Snapshot, i int) {
	pages, all := pageErrors(s), pageErrors(s)
	if s.ErrorTable != nil {
		for _, e := range s.ErrorTable.Errors {
			all[errorKey{e.Code, e.Type}] = true
		}
	}
	for k, seen := range c.errors {
		if !all[k] && (s.ErrorTable != nil || !seen.tableOnly) {
			delete(c.errors, k)
		}
	}
	for k := range all {
		seen, known := c.errors[k]
		if !known {
			seen.since = i
		}
		c.errors[k] = sighting{seen.since, !pages[k]}
	}
}
