package upcoming

import (
	"cmp"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// Status says how certain an item is.
type Status string

// The statuses of items.
const (
	// Final: the site announces it, or two independent clients agree on its line.
	Final Status = "final"
	// Provisional: it may change or disappear.
	Provisional Status = "provisional"
	// Gone: the site has a page of it that belongs to an earlier layer. It is not coming.
	Gone Status = "gone"
)

// Item is a method, constructor or type that is coming, or a line of one that is changing.
type Item struct {
	// Layer is the layer of the announcement, or else the first one in which a client has it;
	// 0 if it is unknown.
	Layer int        `json:"available_as_of"`
	Kind  model.Kind `json:"kind"`
	Name  string     `json:"name"`
	// Schema is set for schemas other than the API's.
	Schema string `json:"schema,omitempty"`
	Status Status `json:"status"`
	// Description is what the announcement says, as Markdown.
	Description string `json:"description,omitempty"`
	// Line is the line in the client with the highest layer, without a semicolon; Params are
	// its parameters, or those of the announcement.
	Line   string  `json:"line,omitempty"`
	Params []Param `json:"params,omitempty"`
	// SiteLine is the line that the site has now, if Line is to replace it.
	SiteLine string `json:"site_line,omitempty"`
	// Since is when it was first seen anywhere. OrEarlier is set if that is where a history
	// begins. Both are empty where there is no history.
	Since     time.Time `json:"since,omitzero"`
	OrEarlier bool      `json:"or_earlier,omitempty"`
	// Seen says where it is: sites first.
	Seen []Seen `json:"seen,omitempty"`
}

// Param is a parameter.
type Param struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"`
}

// Seen is a place where an item is.
type Seen struct {
	// Source is the name of a client, or the host of a site that announces it.
	Source string `json:"source"`
	// Layer is the layer of the place, 0 if it is unknown.
	Layer int `json:"layer"`
	// Line is set if it is not that of the item.
	Line      string    `json:"line,omitempty"`
	Since     time.Time `json:"since"`
	OrEarlier bool      `json:"or_earlier,omitempty"`
}

// Key identifies an item, whatever its layer, line and status are.
func (i Item) Key() string {
	key := string(i.Kind) + " " + i.Name
	if i.Schema != "" {
		key = i.Schema + " " + key
	}
	return key
}

// Coming returns the items that are not gone.
func Coming(list []Item) []Item {
	return slices.DeleteFunc(slices.Clone(list), func(i Item) bool { return i.Status == Gone })
}

// sortItems sorts by layer, the unknown ones last, then by kind, name and schema.
func sortItems(list []Item) {
	slices.SortFunc(list, func(a, b Item) int {
		return cmp.Or(
			cmp.Compare(uint(a.Layer-1), uint(b.Layer-1)),
			cmp.Compare(slices.Index(model.Kinds, a.Kind), slices.Index(model.Kinds, b.Kind)),
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Schema, b.Schema),
		)
	})
}
