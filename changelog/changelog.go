package changelog

import (
	"cmp"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// EndToEnd is the schema of secret chats and calls, which has its own layers.
const EndToEnd = "end-to-end"

// Layer is the changes of one layer.
type Layer struct {
	Layer   int     `json:"layer"`
	Title   string  `json:"title,omitempty"`
	New     []Entry `json:"new"`
	Changed []Entry `json:"changed"`
	Deleted []Entry `json:"deleted"`
}

// Entry is one item of a list: a method or a constructor, and its changes.
type Entry struct {
	Kind model.Kind `json:"kind"`
	Name string     `json:"name"`
	// Schema is EndToEnd for an item of that schema, empty for one of the API's.
	Schema string `json:"schema,omitempty"`
	// Description is the text after the name.
	Description string `json:"description,omitempty"`
	// Params are the parameters of a new entity, if the page has its line.
	Params []model.Param `json:"params,omitempty"`
	// Added, Removed and Retyped are the parameters of a changed entity. The types of added
	// and removed ones may be missing.
	Added   []model.Param `json:"added,omitempty"`
	Removed []model.Param `json:"removed,omitempty"`
	Retyped []Retyped     `json:"retyped,omitempty"`
	// Result is set if the return type, or the type of a constructor, changed.
	Result *Result `json:"result,omitempty"`
}

// Retyped is a parameter with its old and new type.
type Retyped struct {
	Name string `json:"name"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Result is another result than before.
type Result struct {
	Old string `json:"old"`
	New string `json:"new"`
}

// Says reports whether the entry has a change.
func (e Entry) Says() bool {
	return len(e.Added) > 0 || len(e.Removed) > 0 || len(e.Retyped) > 0 || e.Result != nil
}

// Empty reports whether nothing changed.
func (l Layer) Empty() bool { return len(l.New)+len(l.Changed)+len(l.Deleted) == 0 }

// Sort sorts the lists: methods first, then by name.
func (l *Layer) Sort() {
	for _, list := range [][]Entry{l.New, l.Changed, l.Deleted} {
		slices.SortFunc(list, func(a, b Entry) int {
			return cmp.Or(
				cmp.Compare(slices.Index(model.Kinds, a.Kind), slices.Index(model.Kinds, b.Kind)),
				cmp.Compare(a.Name, b.Name),
			)
		})
	}
}

// Find returns the entry of a list for the same entity of the same schema as e, nil if
// there is none.
func Find(list []Entry, e Entry) *Entry {
	i := slices.IndexFunc(list, e.same)
	if i < 0 {
		return nil
	}
	return &list[i]
}

func (e Entry) same(other Entry) bool {
	return e.Kind == other.Kind && e.Name == other.Name && e.Schema == other.Schema
}
