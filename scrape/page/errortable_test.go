package page_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

const table = `{"errors": {"-503": {"Timeout": ["messages.getBotCallbackAnswer"]}, "400": {
	"USER_ID_INVALID": ["users.getUsers", "channels.inviteToChannel", "users.getUsers"], "MSG_WAIT_FAILED": []}},
	"descriptions": {"USER_ID_INVALID": " The user does not\n exist. "}, "user_only": ["users.getUsers"], "bot_only": [], "layer": 227}`

var wantTable = &model.ErrorTable{
	Layer: 227, UserOnly: []string{"users.getUsers"},
	Errors: []model.TableError{
		{Code: -503, Type: "Timeout", Methods: []string{"messages.getBotCallbackAnswer"}},
		{Code: 400, Type: "MSG_WAIT_FAILED"},
		{Code: 400, Type: "USER_ID_INVALID", Description: " The user does not\n exist. ", Methods: []string{"channels.inviteToChannel", "users.getUsers"}},
	},
}

func TestReadErrorTable(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		want      *model.ErrorTable
	}{
		{"as the site sends it: codes as strings, any order, a method twice", table, wantTable},
		{"empty objects, and lists with gaps, as PHP encodes them", `{"errors": {"400": []}, "descriptions": [], "user_only": {"3": "b.c", "1": "a.b"}}`,
			&model.ErrorTable{Errors: []model.TableError{}, UserOnly: []string{"a.b", "b.c"}}},
		{"names that differ only in white space are equal", `{"errors": {"400": {"A": ["b.c"], " A ": ["a.b"]}}}`,
			&model.ErrorTable{Errors: []model.TableError{{Code: 400, Type: "A", Methods: []string{"a.b", "b.c"}}}}},
		{"every list, and unknown keys", `{"errors": {}, "business_supported": ["b.c"], "unauthed_allowed": ["c.d"], "new_key": [1, {"b": 2, "a": 1}]}`,
			&model.ErrorTable{Errors: []model.TableError{}, BusinessSupported: []string{"b.c"}, UnauthedAllowed: []string{"c.d"},
				Other: map[string]json.RawMessage{"new_key": json.RawMessage(`[1,{"a":1,"b":2}]`)}}},
		{"the layer may be a string", `{"errors": {}, "layer": "225"}`, &model.ErrorTable{Errors: []model.TableError{}, Layer: 225}},
	} {
		p, err := page.Read(strings.NewReader(tc.text), site)
		if err != nil {
			t.Errorf("%s: %v", tc.why, err)
			continue
		}
		if d := cmp.Diff(tc.want, p.ErrorTable); d != "" || p.Kind != page.KindErrors {
			t.Errorf("%s: %s", tc.why, d)
		}
	}
}

func TestReadErrorTableRejected(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		want      any
	}{
		{"truncated", table[:len(table)/2], new(*page.TruncatedError)},
		{"trailing data", table + "{}", new(*page.LayoutError)},
		{"another JSON", `{"ok": true}`, new(*page.UnexpectedPageError)},
		{"an invalid code", `{"errors": {"many": {"A": []}}}`, new(*page.LayoutError)},
		{"an invalid layer", `{"errors": {}, "layer": 2.5}`, new(*page.LayoutError)},
		{"errors that are a list", `{"errors": ["A"]}`, new(*page.LayoutError)},
	} {
		_, err := page.Read(strings.NewReader(tc.text), site)
		if !errors.As(err, tc.want) {
			t.Errorf("%s: got %v (%T), want a %T", tc.why, err, err, tc.want)
		}
	}
}
