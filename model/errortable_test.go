package model_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// The order of the site's table does not matter.
func TestErrorTableSort(t *testing.T) {
	table := &model.ErrorTable{
		Errors: []model.TableError{
			{Code: 400, Type: "B", Methods: []string{"b.b"}},
			{Code: -503, Type: "Timeout"},
			{Code: 400, Type: "A", Methods: []string{"z.z", "a.a", "z.z"}},
			{Code: 400, Type: "B", Description: "Second.", Methods: []string{"a.a", "b.b"}},
			{Code: 400, Type: "B", Description: "Third."},
			{Code: 303, Type: "B"},
		},
		UserOnly: []string{"b", "a", "b"}, BotOnly: []string{"d", "c"},
		BusinessSupported: []string{"f", "e"}, UnauthedAllowed: []string{"h", "g", "g"},
		Other: map[string]json.RawMessage{"x": json.RawMessage(` {"b": 1, "a": [1.50, "<"]} `), "broken": json.RawMessage("{")},
	}
	table.Sort()
	want := &model.ErrorTable{
		Errors: []model.TableError{
			{Code: -503, Type: "Timeout"},
			{Code: 303, Type: "B"},
			{Code: 400, Type: "A", Methods: []string{"a.a", "z.z"}},
			{Code: 400, Type: "B", Description: "Second.", Methods: []string{"a.a", "b.b"}},
		},
		UserOnly: []string{"a", "b"}, BotOnly: []string{"c", "d"},
		BusinessSupported: []string{"e", "f"}, UnauthedAllowed: []string{"g", "h"},
		Other: map[string]json.RawMessage{"x": json.RawMessage(`{"a":[1.50,"<"],"b":1}`), "broken": json.RawMessage("{")},
	}
	if d := cmp.Diff(want, table); d != "" {
		t.Error(d)
	}
}

// A value of an unknown key that is not JSON cannot be encoded.
func TestEncodeRejectsBrokenOther(t *testing.T) {
	s := model.New("", 0)
	s.ErrorTable = &model.ErrorTable{Other: map[string]json.RawMessage{"a": json.RawMessage("{")}}
	if err := model.Encode(&bytes.Buffer{}, s); err == nil {
		t.Error("output was written")
	}
}

func TestCanonicalJSON(t *testing.T) {
	for _, tc := range []struct{ why, in, want string }{
		{"keys are sorted at every level", `{"b": {"d": 1, "c": 2}, "a": []}`, `{"a":[],"b":{"c":2,"d":1}}`},
		{"numbers keep their spelling", `[1.0, 1e2, 100000000000000000001]`, `[1.0,1e2,100000000000000000001]`},
		{"text is not escaped for HTML", `"<&>"`, `"<&>"`},
		{"null", " null ", "null"},
		{"a truncated value", `{"a":`, ""},
	} {
		got, err := model.CanonicalJSON([]byte(tc.in))
		if string(got) != tc.want || (err != nil) != (tc.want == "") {
			t.Errorf("%s: %s, %v, want %s", tc.why, got, err, tc.want)
		}
	}
}

func TestErrorTableLayer(t *testing.T) {
	for layer, says := range map[int]string{0: "", 1: "", -1: "error_table.layer"} {
		s := model.New("", 0)
		s.ErrorTable = &model.ErrorTable{Layer: layer}
		if err := s.Validate(); (err == nil) != (says == "") || err != nil && !strings.Contains(err.Error(), says) {
			t.Errorf("layer %d: %v", layer, err)
		}
	}
}
