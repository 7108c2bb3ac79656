package model

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
)

// ErrorTable is /api/errors.json, the site's own table of all errors. It is separate
// from the errors on the pages of the methods, which differ
// (https://core.telegram.org/api/errors).
type ErrorTable struct {
	// BotOnly and UserOnly are the methods that only bots, or only users, may call.
	BotOnly []string `json:"bot_only,omitempty"`
	// BusinessSupported are the methods that a bot may call over a business connection.
	BusinessSupported []string     `json:"business_supported,omitempty"`
	Errors            []TableError `json:"errors"`
	// Layer is the layer of the table, 0 if it does not say.
	Layer int `json:"layer,omitempty"`
	// Other holds the unknown keys of the table as CanonicalJSON.
	Other map[string]json.RawMessage `json:"other,omitempty"`
	// UnauthedAllowed are the methods that may be called before signing in.
	UnauthedAllowed []string `json:"unauthed_allowed,omitempty"`
	UserOnly        []string `json:"user_only,omitempty"`
}

// TableError is a row of the table: an error, and the methods that may return it.
type TableError struct {
	Code int `json:"code"`
	// Description is what the table says, verbatim: Markdown, white space as it is.
	Description string `json:"description,omitempty"`
	// Methods are sorted by name. If there are none, any method may return the error.
	Methods []string `json:"methods,omitempty"`
	Type    string   `json:"type"`
}

// Sort sorts the errors by code and type and merges equal ones, and sorts and
// deduplicates the lists of methods. The site's order has no meaning.
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
// stays as it is, and Encode rejects it.
func (t *ErrorTable) sortOther() {
	for key, raw := range t.Other {
		if canonical, err := CanonicalJSON(raw); err == nil {
			t.Other[key] = canonical
		}
	}
}

// CanonicalJSON returns a JSON value with sorted keys and without white space. Numbers
// keep their spelling.
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
		return &DecodeError{Field: "error_table.layer", Err: fmt.Errorf("invalid layer %d", t.Layer)}
	}
	for i, e := range t.Errors {
		if e.Type == "" {
			return &DecodeError{Field: fmt.Sprintf("error_table.errors[%d].type", i), Err: errEmpty}
		}
	}
	return nil
}
