package export

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// Source is a source of errors.
type Source string

// The pages of the methods and the site's own table each list errors that the other does
// not (https://core.telegram.org/api/errors).
const (
	Pages Source = "pages"
	Site  Source = "site"
	Both  Source = "both"
	// Servers is the source of the errors that Options.ServerErrors adds. It cannot be
	// selected.
	Servers Source = "servers"
)

// Options select errors. The zero value selects all errors of both sources.
type Options struct {
	// From is the source. The default is Both.
	From Source
	// Method is a pattern for path.Match. Other methods, and errors that no matching
	// method returns, are left out.
	Method string
	// Code selects the errors of one code, unless it is 0. 503 also selects -503.
	Code int
	// ServerErrors adds errors that servers return and the sources do not list: see
	// Unlisted.
	ServerErrors bool
}

func (o Options) takes(code int) bool { return o.Code == 0 || o.Code == code || o.Code == -code }

// NoTableError is returned for the source Site if the snapshot does not have the site's
// table.
type NoTableError struct{ From Source }

func (e *NoTableError) Error() string {
	return fmt.Sprintf("the snapshot does not have the site's error table, which --source %s needs; crawl again or use --source pages", e.From)
}

// Table is the errors of a snapshot, each code and type once, by code and type.
type Table struct {
	// Source and Layer are those of the snapshot.
	Source string
	Layer  int
	From   Source
	Errors []Error
	// Methods are the selected methods of the snapshot, by name.
	Methods []Method
	// BusinessSupported and UnauthedAllowed are the methods that bots may call over a
	// business connection, and that may be called before signing in.
	BusinessSupported, UnauthedAllowed []string

	table   *model.ErrorTable // the site's, if it was a source
	options Options
	all     bool // no option leaves anything out
}

// Error is a code and a type, and everything known about them.
type Error struct {
	Code int
	Type string
	// Description is the one that Pick chooses.
	Description string
	// Descriptions are all descriptions, Description first.
	Descriptions []Description
	// Methods are the methods that may return it according to any source, by name.
	Methods []string
	// Pages and Site are the methods according to the pages and to the site's table.
	Pages, Site []string
	// Any reports that any method may return it: the site's table lists no methods.
	Any bool
	// Server reports that no source lists it: Options.ServerErrors added it.
	Server bool
}

// Description is a description of an error, and its source.
type Description struct {
	Text string
	From Source
	// Methods are the methods whose pages have it, by name.
	Methods []string
}

// Usability is who may call a method.
type Usability string

// The values are Telethon's. Unknown means that the site does not state it.
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
	// Errors are indexes of the table's errors, without those that any method may
	// return.
	Errors []int
}

// New returns the table of a snapshot. Its error is a NoTableError, or names the invalid
// option.
func New(s *model.Snapshot, o Options) (*Table, error) {
	o.From = cmp.Or(o.From, Both)
	switch {
	case !slices.Contains([]Source{Pages, Site, Both}, o.From):
		return nil, fmt.Errorf("invalid source %q (want pages, site or both)", o.From)
	case o.From == Site && s.ErrorTable == nil:
		return nil, &NoTableError{o.From}
	}
	if _, err := path.Match(o.Method, ""); err != nil {
		return nil, fmt.Errorf("invalid method pattern %q: %w", o.Method, err)
	}
	b := newBuilder(o)
	if o.From != Site {
		b.pages(s)
	}
	if o.From != Pages && s.ErrorTable != nil {
		b.site(s.ErrorTable)
	}
	t := &Table{Source: s.Source, Layer: s.Layer, From: o.From, Errors: b.errors(), options: o, all: o.Method == "" && o.Code == 0}
	if o.ServerErrors {
		t.Errors = append(t.Errors, t.Unlisted()...)
		sortErrors(t.Errors)
	}
	t.Methods = b.methods(s, t.Errors)
	t.BusinessSupported, t.UnauthedAllowed = b.access(s)
	if o.From != Pages {
		t.table = s.ErrorTable
	}
	return t, nil
}

// generated returns a table for generated code: with the codes that servers send, if the
// site lists others by mistake.
func (t *Table) generated() *Table {
	g := *t
	g.Errors = slices.Concat(t.Errors, t.corrections())
	return &g
}

// types lists the types of the table with their codes: the code that most methods return
// first, then the smaller one.
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

// typed is a type with the indexes of its errors in the table.
type typed struct {
	name string
	at   []int
}

// description picks one for a type, from all of its codes.
func (t *Table) description(of typed) string {
	var all []Description
	for _, i := range of.at {
		all = append(all, t.Errors[i].Descriptions...)
	}
	return Pick(merge(all))
}
