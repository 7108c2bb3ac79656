package site

import (
	"cmp"
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// errorPage shows a type of error with all its codes.
type errorPage struct {
	frame
	Type    string
	Codes   []knownError
	Gone    []goneError
	History []chapter
}

// goneError is an error that the last snapshot does not have, as it last was.
type goneError struct {
	history.ErrorKey
	Description []piece
	Last        history.Stats
	Methods     methodList
}

func (b *builder) writeError(typ string, codes []knownError, gone []index.Error) error {
	v := &errorPage{Type: typ, Codes: codes, History: chaptersOf(b.errorEvents(typ))}
	for _, e := range gone {
		methods := slices.Concat(e.Pages, e.Table)
		slices.Sort(methods)
		v.Gone = append(v.Gone, goneError{
			e.ErrorKey, b.prose(e.Description), b.stats[e.Last], folded(b.links(model.KindMethod, slices.Compact(methods)), maxMethods),
		})
	}
	return b.page(b.errorFile(typ), "error", typ, v)
}

// errorEvents are the changes of a type of error in the site's table, and on the pages of
// methods, oldest first.
func (b *builder) errorEvents(typ string) []event {
	list := slices.Clone(b.events[diff.Entity{Kind: diff.KindError, Name: typ}])
	for _, f := range b.failures[typ] {
		f.Text = terminal.Line(f.Method) + ": " + f.Text
		list = append(list, f.event)
	}
	slices.SortStableFunc(list, func(x, y event) int { return cmp.Compare(x.Set.New.Time.UnixNano(), y.Set.New.Time.UnixNano()) })
	return list
}
