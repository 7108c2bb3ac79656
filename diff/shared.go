package diff

import "strings"

// SharedID returns the ID of the change without the address of its site, which texts with
// links contain: the same change on two domains of one site has the same SharedID. The
// source is that of the report's new snapshot.
func (c Change) SharedID(source string) string {
	if source != "" {
		c.Old = strings.ReplaceAll(c.Old, source+"/", "/")
		c.New = strings.ReplaceAll(c.New, source+"/", "/")
	}
	return c.identity()
}

// Select returns the report with the changes that a function selects.
func (r *Report) Select(selects func(Change) bool) *Report { return r.keep(selects) }
