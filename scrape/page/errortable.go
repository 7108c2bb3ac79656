package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/model"
)

// errorTable is /api/errors.json as the site sends it: codes are strings, "-503" among
// them; an error without methods may come from any.
type errorTable struct {
	Errors            object[object[names]] `json:"errors"`
	Descriptions      object[string]        `json:"descriptions"`
	UserOnly          names                 `json:"user_only"`
	BotOnly           names                 `json:"bot_only"`
	BusinessSupported names                 `json:"business_supported"`
	UnauthedAllowed   names                 `json:"unauthed_allowed"`
	Layer             json.Number           `json:"layer"`
}

// tableKeys are the keys of errorTable.
var tableKeys = []string{"errors", "descriptions", "user_only", "bot_only", "business_supported", "unauthed_allowed", "layer"}

// object is a JSON object, or the [] that PHP makes of an empty one.
type object[V any] map[string]V

func (o *object[V]) UnmarshalJSON(b []byte) error {
	if string(b) == "[]" {
		*o = object[V]{}
		return nil
	}
	var m map[string]V
	err := json.Unmarshal(b, &m)
	*o = m
	return err
}

// names is a list, or the object that PHP makes of a list with gaps.
type names []string

func (n *names) UnmarshalJSON(b []byte) error {
	var list []string
	if len(b) > 0 && b[0] == '{' {
		var m map[string]string
		err := json.Unmarshal(b, &m)
		*n = slices.Collect(maps.Values(m)) // the table is sorted
		return err
	}
	err := json.Unmarshal(b, &list)
	*n = list
	return err
}

// isJSON tells a table from a page.
func isJSON(b []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(b), []byte("{")) }

// readErrors reads the table. One that ends too early is a TruncatedError, another document
// a UnexpectedPageError.
func readErrors(b []byte) (*model.ErrorTable, error) {
	var raw errorTable
	b = bytes.ToValidUTF8(b, []byte(string(utf8.RuneError)))
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(&raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &TruncatedError{Size: len(b)}
		}
		return nil, &LayoutError{Want: "table of errors", Err: err}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, &LayoutError{Want: "table of errors", Err: errTrailing}
	}
	if raw.Errors == nil {
		return nil, &UnexpectedPageError{Title: "JSON without errors"}
	}
	t := &model.ErrorTable{
		Errors:   []model.TableError{},
		UserOnly: trimmed(raw.UserOnly), BotOnly: trimmed(raw.BotOnly),
		BusinessSupported: trimmed(raw.BusinessSupported), UnauthedAllowed: trimmed(raw.UnauthedAllowed),
		Other: otherKeys(b),
	}
	if raw.Layer != "" {
		n, err := strconv.Atoi(raw.Layer.String())
		if err != nil || n < 0 {
			return nil, &LayoutError{Want: "layer", Err: fmt.Errorf("invalid layer %q", raw.Layer)}
		}
		t.Layer = n
	}
	for code, types := range model.Sorted(raw.Errors) {
		n, err := strconv.Atoi(collapseSpace(code))
		if err != nil {
			return nil, &LayoutError{Want: "table of errors", Err: fmt.Errorf("invalid code %q", code)}
		}
		for typ, methods := range model.Sorted(types) {
			if name := collapseSpace(typ); name != "" {
				t.Errors = append(t.Errors, model.TableError{Code: n, Type: name, Description: raw.Descriptions[typ], Methods: trimmed(methods)})
			}
		}
	}
	t.Sort()
	return t, nil
}

var errTrailing = errors.New("text after the end of the table")

// otherKeys are the keys of the table that this package does not know, nil where there
// are none.
func otherKeys(b []byte) map[string]json.RawMessage {
	var all map[string]json.RawMessage
	if json.Unmarshal(b, &all) != nil {
		return nil
	}
	for _, known := range tableKeys {
		delete(all, known)
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

func trimmed(names []string) []string {
	var list []string
	for _, name := range names {
		if name = collapseSpace(name); name != "" {
			list = append(list, name)
		}
	}
	return list
}
