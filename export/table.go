package export

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Source says whose word is taken.
type Source string

// The pages of the methods and the site's own table list errors that the other one does
// not (https://core.telegram.org/api/errors).
const (
	Pages Source = "pages"
	Site  Source = "site"
	Both  Source = "both"
)

// Options choose errors. The zero value takes all that the pages say.
type Options struct {
	// From is Pages unless it is set.
	From Source
	// Method is a pattern as path.Match takes it: errors that no such method answers
	// with are left out, and so are other methods.
	Method string
	// Code, where it is not 0, is the only one; 503 is -503, too.
	Code int
}

// NoTableError is returned where the site's table is wanted, and the snapshot has none.
type NoTableError struct{ From Source }

func (e *NoTableError) Error() string {
	return fmt.Sprintf("the snapshot has no table of errors of the site, which source %s wants: crawl again, or take --source pages", e.From)
}

// Table is the errors of a snapshot, each code and type once, by code and type.
type Table struct {
	// Source and Layer are those of the snapshot.
	Source string
	Layer  int
	From   Source
	Errors []Error
	// Methods are all methods of the snapshot that the options let pass, by name.
	Methods []Method
}

// Error is a code and a type, and all that is known of them.
type Error struct {
	Code int
	Type string
	// Description is the one that the rule picks: see Pick.
	Description string
	// Descriptions are all that there are, the one picked first.
	Descriptions []Description
	// Methods are those that may answer with it, by name, whoever says so.
	Methods []string
	// Pages and Site are those of them that the pages and the site's table name.
	Pages, Site []string
	// Any is set where the site's table names no method: any may.
	Any bool
}

// Description is what is said of an error, and by whom.
type Description struct {
	Text string
	From Source
	// Methods are those whose pages say so, by name.
	Methods []string
}

// Usability is who may call a method.
type Usability string

// The answers are Telethon's words. Unknown is where the site does not say.
const (
	ForUsers Usability = "user"
	ForBots  Usability = "bot"
	ForBoth  Usability = "both"
	Unknown  Usability = "unknown"
)

// Method is a method with its errors.
type Method struct {
	Name      string
	Usability Usability
	// Errors are places in the table, in its order. Those that any method may answer
	// with are not among them.
	Errors []int
}

// New makes the table. Its error is a NoTableError, or says why the options cannot be.
func New(s *model.Snapshot, o Options) (*Table, error) {
	o.From = cmp.Or(o.From, Pages)
	switch {
	case !slices.Contains([]Source{Pages, Site, Both}, o.From):
		return nil, fmt.Errorf("source %q is none of pages, site and both", o.From)
	case o.From == Site && s.ErrorTable == nil:
		return nil, &NoTableError{o.From}
	}
	if _, err := path.Match(o.Method, ""); err != nil {
		return nil, fmt.Errorf("%q is no pattern: %w", o.Method, err)
	}
	b := &builder{Options: o, rows: map[key]*row{}}
	if o.From != Site {
		b.pages(s)
	}
	if o.From != Pages && s.ErrorTable != nil {
		b.site(s.ErrorTable)
	}
	t := &Table{Source: s.Source, Layer: s.Layer, From: o.From, Errors: b.errors()}
	t.Methods = b.methods(s, t.Errors)
	return t, nil
}

// types lists the types of the table with their codes, the most usual code first: the
// one that most methods answer with, then the smaller one.
func (t *Table) types() []typed {
	byType := map[string][]int{}
	for i, e := range t.Errors {
		byType[e.Type] = append(byType[e.Type], i)
	}
	var list []typed
	for name, at := range model.Sorted(byType) {
		slices.SortStableFunc(at, func(i, j int) int {
			return cmp.Or(-cmp.Compare(len(t.Errors[i].Methods), len(t.Errors[j].Methods)), cmp.Compare(t.Errors[i].Code, t.Errors[j].Code))
		})
		list = append(list, typed{name, at})
	}
	return list
}

// typed is a type with its places in the table.
type typed struct {
	name string
	at   []int
}

// description picks one for a type, over all of its codes.
func (t *Table) description(of typed) string {
	var all []Description
	for _, i := range of.at {
		all = append(all, t.Errors[i].Descriptions...)
	}
	return Pick(merge(all))
}
