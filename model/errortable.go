package model

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// ErrorTable is what /api/errors.json says: the site's own table of all errors, kept
// apart from what the pages of the methods say
// (https://core.telegram.org/api/errors).
type ErrorTable struct {
	// BotOnly and UserOnly are the methods that only bots, or only users, may call.
	BotOnly []string `json:"bot_only,omitempty"`
	// BusinessSupported are the methods that a bot may call over a business connection.
	BusinessSupported []string     `json:"business_supported,omitempty"`
	Errors            []TableError `json:"errors"`
	// Layer is the table's own, 0 where it does not say.
	Layer int `json:"layer,omitempty"`
	// Other holds the keys of the table that this package does not know, in the form
	// that CanonicalJSON gives them.
	Other map[string]json.RawMessage `json:"other,omitempty"`
	// UnauthedAllowed are the methods that may be called before signing in.
	UnauthedAllowed []string `json:"unauthed_allowed,omitempty"`
	UserOnly        []string `json:"user_only,omitempty"`
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
	t.BusinessSupported, t.UnauthedAllowed = sortedOnce(t.BusinessSupported), sortedOnce(t.UnauthedAllowed)
	t.sortOther()
}

// sortOther makes the values of the unknown keys canonical. A value that is not JSON
// stays: Encode refuses it.
func (t *ErrorTable) sortOther() {
	for key, raw := range t.Other {
		if canonical, err := CanonicalJSON(raw); err == nil {
			t.Other[key] = canonical
		}
	}
}

// CanonicalJSON is a JSON value with its keys sorted and without white space, numbers
// as they were written.
func CanonicalJSON(raw []byte) (json.RawMessage, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
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
