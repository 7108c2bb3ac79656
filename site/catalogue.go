package site

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

// catalogue is the errors of a snapshot, from the pages of methods and the site's error
// table.
type catalogue struct {
	keys []history.ErrorKey // by code and type
	of   map[history.ErrorKey]*sources
	// byMethod are the rows of the table that list a method.
	byMethod map[string][]model.TableError
}

// sources are where an error is documented.
type sources struct {
	pages, table []string // methods
	descriptions []string
	inTable      bool
}

func newCatalogue(s *model.Snapshot) *catalogue {
	c := &catalogue{of: map[history.ErrorKey]*sources{}, byMethod: map[string][]model.TableError{}}
	for name, m := range model.Sorted(s.Methods) {
		for _, e := range m.Errors {
			from := c.sources(e.Code, e.Type)
			from.pages = append(from.pages, name)
			from.descriptions = append(from.descriptions, e.Description)
		}
	}
	if s.ErrorTable != nil {
		for _, e := range s.ErrorTable.Errors {
			from := c.sources(e.Code, e.Type)
			from.inTable = true
			from.table = append(from.table, e.Methods...)
			from.descriptions = append(from.descriptions, e.Description)
			for _, m := range e.Methods {
				c.byMethod[m] = append(c.byMethod[m], e)
			}
		}
	}
	c.keys = slices.SortedFunc(maps.Keys(c.of), func(a, b history.ErrorKey) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Type, b.Type))
	})
	return c
}

func (c *catalogue) sources(code int, typ string) *sources {
	k := history.ErrorKey{Code: code, Type: typ}
	if c.of[k] == nil {
		c.of[k] = &sources{}
	}
	return c.of[k]
}

// usual returns the description on most pages; of several, the first.
func usual(texts []string) string {
	count := map[string]int{}
	for _, t := range texts {
		if t != "" {
			count[t]++
		}
	}
	best := ""
	for _, t := range texts {
		if count[t] > count[best] {
			best = t
		}
	}
	return best
}
