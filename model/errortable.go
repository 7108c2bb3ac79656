package model

import (
	"cmp"
	"fmt"
	"slices"
)

// ErrorTable is what /api/errors.json says: the site's own table of all errors, kept
// apart from what the pages of the methods say
// (https://core.telegram.org/api/errors).
type ErrorTable struct {
	// BotOnly and UserOnly are the methods that only bots, or only users, may call.
	BotOnly []string     `json:"bot_only,omitempty"`
	Errors  []TableError `json:"errors"`
	// Layer is the table's own, 0 where it does not say.
	Layer    int      `json:"layer,omitempty"`
	UserOnly []string `json:"user_only,omitempty"`
}

// TableError is a row of the table: an error, and the methods that may answer with it.
type TableError struct {
	Code        int    `json:"code"`
	Description string `json:"description,omitempty"`
	// Methods are in the order of their names. Where there are none, any method may
	// answer with the error.
	Methods []string `json:"methods,omitempty"`
	Type    string   `json:"type"`
}

// Sort puts the table into its order: errors by code, then by type, one row each;
// methods by name, each once. The order in which the site sends them says nothing.
func (t *ErrorTable) Sort() {
	slices.SortStableFunc(t.Errors, func(a, b TableError) int {
		return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Type, b.Type))
	})
	for i := len(t.Errors) - 1; i > 0; i-- {
		if a, b := &t.Errors[i-1], t.Errors[i]; a.Code == b.Code && a.Type == b.Type {
			a.Description, a.Methods = cmp.Or(a.Description, b.Description), append(a.Methods, b.Methods...)
			t.Errors = slices.Delete(t.Errors, i, i+1)
		}
	}
	for i := range t.Errors {
		t.Errors[i].Methods = sortedOnce(t.Errors[i].Methods)
	}
	t.BotOnly, t.UserOnly = sortedOnce(t.BotOnly), sortedOnce(t.UserOnly)
}

func sortedOnce(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func (t *ErrorTable) validate() error {
	if t.Layer < 0 {
		return &DecodeError{Field: "error_table.layer", Err: fmt.Errorf("%d is no layer", t.Layer)}
	}
	for i, e := range t.Errors {
		if e.Type == "" {
			return &DecodeError{Field: fmt.Sprintf("error_table.errors[%d].type", i), Err: errEmpty}
		}
	}
	return nil
}
