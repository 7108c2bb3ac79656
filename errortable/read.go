package errortable

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
	"github.com/tlcrawl/tlcrawl/model"
)

// errorTable is /api/errors.json as the site sends it: codes are strings, including "-503";
// any method may return an error without methods.
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

// object is a JSON object, or the [] that PHP writes for an empty one.
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

// names is a list, or the object that PHP writes for a list with gaps.
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

// Errors for documents that are not tables.
var (
	// ErrTruncated means that the document ends too early.
	ErrTruncated = errors.New("the error table is truncated")
	// ErrNoTable means that the document is other JSON.
	ErrNoTable = errors.New("not an error table (no errors)")
	// ErrTrailing means that there is data after the table.
	ErrTrailing = errors.New("unexpected data after the end of the error table")
)

// MaxSize is the size in bytes of the largest table that Read takes. The real one has
// about 300 KB.
const MaxSize = 8 << 20

// maxValues bounds the values in a table. The real one has about 10,000.
const maxValues = 1 << 20

// Snapshot reads a table into a snapshot that has nothing else.
func Snapshot(r io.Reader) (*model.Snapshot, error) {
	t, err := Read(r)
	if err != nil {
		return nil, err
	}
	s := model.New("", t.Layer)
	s.ErrorTable = t
	s.Lacks = []string{model.LacksEntities}
	return s, s.Validate()
}

// Read reads a table. Its errors are ErrTruncated, ErrNoTable, ErrTrailing, errors that
// name the field, and those of r.
func Read(r io.Reader) (*model.ErrorTable, error) {
	b, err := jsonlimit.Read(r, MaxSize, maxValues)
	if err != nil {
		return nil, err
	}
	var raw errorTable
	b = bytes.ToValidUTF8(b, []byte(string(utf8.RuneError)))
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(&raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return nil, ErrTruncated
		}
		return nil, fmt.Errorf("not an error table: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, ErrTrailing
	}
	if raw.Errors == nil {
		return nil, ErrNoTable
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
			return nil, fmt.Errorf("field layer: invalid layer %.40q", raw.Layer)
		}
		t.Layer = n
	}
	for code, types := range model.Sorted(raw.Errors) {
		n, err := strconv.Atoi(collapse(code))
		if err != nil {
			return nil, fmt.Errorf("field errors: invalid code %.40q (want a number)", code)
		}
		for typ, methods := range model.Sorted(types) {
			if name := collapse(typ); name != "" {
				t.Errors = append(t.Errors, model.TableError{Code: n, Type: name, Description: raw.Descriptions[typ], Methods: trimmed(methods)})
			}
		}
	}
	t.Sort()
	return t, nil
}

// otherKeys returns the unknown keys of the table, nil if there are none.
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
		if name = collapse(name); name != "" {
			list = append(list, name)
		}
	}
	return list
}

func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
