package site

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/model"
)

// errorsPage lists all errors by code.
type errorsPage struct {
	frame
	Codes []codeGroup
	Count int
	// Table reports whether the snapshot has the site's error table.
	Table bool
}

type codeGroup struct {
	Code   int
	Errors []knownError
}

// knownError is an error with the methods that return it.
type knownError struct {
	history.ErrorKey
	Anchor      string
	Description []piece
	// Since is the snapshot that added it, Set the change set, nil if there is none. Earlier
	// is set if it may have been there before.
	Since   *history.Stats
	Set     *changeSet
	Earlier bool
	// Methods are those whose pages list it, Table those that only the site's table lists.
	Methods, Table methodList
	// OnlyTable is set if no page lists it, Any if the table lists it for any method.
	OnlyTable, Any bool
}

// methodList is a list of methods; all but the first ones are folded.
type methodList struct{ First, Rest []link }

// maxUnfolded is how many methods of an error are shown at once.
const maxUnfolded = 6

func (b *builder) methodList(names []string) methodList {
	list := b.links(model.KindMethod, names)
	if len(list) <= maxUnfolded+1 { // a single one is not folded
		return methodList{First: list}
	}
	return methodList{list[:maxUnfolded], list[maxUnfolded:]}
}

// writeErrors writes the list of all errors.
func (b *builder) writeErrors() error {
	v := &errorsPage{Table: b.last.ErrorTable != nil}
	for _, e := range b.knownErrors() {
		if n := len(v.Codes); n == 0 || v.Codes[n-1].Code != e.Code {
			v.Codes = append(v.Codes, codeGroup{Code: e.Code})
		}
		g := &v.Codes[len(v.Codes)-1]
		g.Errors = append(g.Errors, e)
		v.Count++
	}
	return b.page("errors.html", "errors", "Errors", v)
}

// knownErrors returns the errors of the last snapshot, by code and type.
func (b *builder) knownErrors() []knownError {
	var list []knownError
	for _, k := range b.catalogue.keys {
		from := b.catalogue.of[k]
		pages := slices.Compact(from.pages)
		more := slices.DeleteFunc(slices.Clone(from.table), func(m string) bool { return slices.Contains(pages, m) })
		e := knownError{
			ErrorKey: k, Anchor: anchor(k), Description: b.prose(usual(from.descriptions)),
			Methods: b.methodList(pages), Table: b.methodList(more),
			OnlyTable: len(pages) == 0, Any: from.inTable && len(from.table) == 0,
		}
		if first, ok := b.errors[k]; ok {
			e.Since, e.Set, e.Earlier = &b.stats[first.Place], b.setAt(b.stats[first.Place]), first.OrEarlier
		}
		list = append(list, e)
	}
	return list
}

// setAt returns the change set of a snapshot, or nil.
func (c *timeline) setAt(m history.Stats) *changeSet {
	for i := range c.sets {
		if c.sets[i].New == m {
			return &c.sets[i]
		}
	}
	return nil
}
