package site

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
)

// errorsPage lists all errors by code.
type errorsPage struct {
	frame
	Codes []codeGroup
	Count int
	// Table reports whether the snapshot has the site's error table.
	Table bool
	Gone  []link
}

type codeGroup struct {
	Code, Count int
	Letters     []letterGroup
}

// letterGroup is errors of one first letter; all of a code if they are few.
type letterGroup struct {
	Name   string
	Errors []knownError
}

// knownError is an error with the methods that return it.
type knownError struct {
	history.ErrorKey
	Anchor, File string
	Description  []piece
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

// methodList is a list of links; all but the first ones are folded.
type methodList struct{ First, Rest []link }

// Count is the number of links.
func (l methodList) Count() int { return len(l.First) + len(l.Rest) }

// folded folds a list of more than a number of links; a single one is not folded.
func folded(list []link, most int) methodList {
	if len(list) <= most+1 {
		return methodList{First: list}
	}
	return methodList{list[:most], list[most:]}
}

// maxCode is how many errors of a code are listed without a division by letters.
const maxCode = 60

// writeErrors writes the list of all errors, and a page for each type.
func (b *builder) writeErrors() error {
	known := b.knownErrors()
	v := &errorsPage{Table: b.last.ErrorTable != nil, Count: len(known)}
	byType := map[string][]knownError{}
	for _, e := range known {
		if n := len(v.Codes); n == 0 || v.Codes[n-1].Code != e.Code {
			v.Codes = append(v.Codes, codeGroup{Code: e.Code})
		}
		v.Codes[len(v.Codes)-1].add(e)
		byType[e.Type] = append(byType[e.Type], e)
	}
	for i := range v.Codes {
		v.Codes[i].join()
	}
	gone := b.goneErrors()
	for _, typ := range b.errorTypes() {
		if len(byType[typ]) == 0 {
			v.Gone = append(v.Gone, link{Name: typ, File: b.errorFile(typ)})
		}
		if err := b.writeError(typ, byType[typ], gone[typ]); err != nil {
			return err
		}
	}
	return b.page("errors.html", "errors", "Errors", v)
}

// add adds an error to the group of its letter.
func (g *codeGroup) add(e knownError) {
	g.Count++
	letter := initial(e.Type)
	i := slices.IndexFunc(g.Letters, func(l letterGroup) bool { return l.Name == letter })
	if i < 0 {
		g.Letters, i = append(g.Letters, letterGroup{Name: letter}), len(g.Letters)
	}
	g.Letters[i].Errors = append(g.Letters[i].Errors, e)
}

// join makes one group of few errors.
func (g *codeGroup) join() {
	if g.Count > maxCode {
		return
	}
	var all []knownError
	for _, l := range g.Letters {
		all = append(all, l.Errors...)
	}
	g.Letters = []letterGroup{{Errors: all}}
}

// initial is the first letter of a name in upper case, or # for another character.
func initial(name string) string {
	first := strings.ToUpper(name[:min(1, len(name))])
	if first < "A" || first > "Z" {
		return "#"
	}
	return first
}

// knownErrors returns the errors of the last snapshot, by code and type.
func (b *builder) knownErrors() []knownError {
	var list []knownError
	for _, k := range b.catalogue.keys {
		from := b.catalogue.of[k]
		pages := slices.Compact(from.pages)
		more := slices.DeleteFunc(slices.Clone(from.table), func(m string) bool { return slices.Contains(pages, m) })
		e := knownError{
			ErrorKey: k, Anchor: anchor(k), File: b.errorFile(k.Type), Description: b.prose(usual(from.descriptions)),
			Methods: b.methodList(pages), Table: b.methodList(more),
			OnlyTable: len(pages) == 0, Any: from.inTable && len(from.table) == 0,
		}
		if first, ok := b.since[k]; ok {
			e.Since, e.Set, e.Earlier = &b.stats[first.Place], b.setAt(b.stats[first.Place]), first.OrEarlier
		}
		list = append(list, e)
	}
	return list
}

// maxMethods is how many methods of an error are shown at once.
const maxMethods = 60

func (b *builder) methodList(names []string) methodList {
	return folded(b.links(model.KindMethod, names), maxMethods)
}

// goneErrors are the errors that the last snapshot does not have, by type.
func (b *builder) goneErrors() map[string][]index.Error {
	gone := map[string][]index.Error{}
	for _, e := range b.errors {
		if b.catalogue.of[e.ErrorKey] == nil {
			gone[e.Type] = append(gone[e.Type], e)
		}
	}
	return gone
}

// errorTypes lists the types of the errors of all snapshots, in order.
func (b *builder) errorTypes() []string {
	var list []string
	for _, e := range b.errors {
		list = append(list, e.Type)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// errorFile is the page of a type of error.
func (b *builder) errorFile(typ string) string {
	return b.files.of[diff.Entity{Kind: diff.KindError, Name: typ}]
}
