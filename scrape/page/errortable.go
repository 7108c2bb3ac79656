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
	Errors       object[object[names]] `json:"errors"`
	Descriptions object[string]        `json:"descriptions"`
	UserOnly     names                 `json:"user_only"`
	BotOnly      names                 `json:"bot_only"`
	Layer        json.Number           `json:"layer"`
}

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
	dec := json.NewDecoder(bytes.NewReader(bytes.ToValidUTF8(b, []byte(string(utf8.RuneError)))))
	if err := dec.Decode(&raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return nil, &TruncatedError{Size: len(b)}
		}
		return nil, &LayoutError{Want: "table of errors", Err: err}
	}
	if raw.Errors == nil {
		return nil, &UnexpectedPageError{Title: "JSON without errors"}
	}
	t := &model.ErrorTable{Errors: []model.TableError{}, UserOnly: trimmed(raw.UserOnly), BotOnly: trimmed(raw.BotOnly)}
	if raw.Layer != "" {
		n, err := strconv.Atoi(raw.Layer.String())
		if err != nil || n < 0 {
			return nil, &LayoutError{Want: "layer", Err: fmt.Errorf("%q is no number", raw.Layer)}
		}
		t.Layer = n
	}
	for code, types := range model.Sorted(raw.Errors) {
		n, err := strconv.Atoi(collapseSpace(code))
		if err != nil {
			return nil, &LayoutError{Want: "table of errors", Err: fmt.Errorf("%q is no code", code)}
		}
		for typ, methods := range model.Sorted(types) {
			if name := collapseSpace(typ); name != "" {
				t.Errors = append(t.Errors, model.TableError{Code: n, Type: name, Description: collapseSpace(raw.Descriptions[typ]), Methods: trimmed(methods)})
			}
		}
	}
	t.Sort()
	return t, nil
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
