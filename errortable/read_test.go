package errortable_test

import (
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/errortable"
	"github.com/tlcrawl/tlcrawl/internal/jsonlimit"
	"github.com/tlcrawl/tlcrawl/model"
)

func ExampleRead() {
	t, err := errortable.Read(strings.NewReader(`{
		"errors": {"420": {"FLOOD_WAIT_%d": []}, "400": {"PHONE_NUMBER_INVALID": ["auth.signIn"]}},
		"descriptions": {"FLOOD_WAIT_%d": "Please wait %d seconds."},
		"layer": 223
	}`))
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range t.Errors {
		fmt.Printf("%d %s %v %q\n", e.Code, e.Type, e.Methods, e.Description)
	}
	// Output:
	// 400 PHONE_NUMBER_INVALID [auth.signIn] ""
	// 420 FLOOD_WAIT_%d [] "Please wait %d seconds."
}

func TestReadRejects(t *testing.T) {
	for _, tc := range []struct {
		why, text string
		is        error
		says      string
	}{
		{"nothing", "", errortable.ErrTruncated, ""},
		{"truncated", `{"errors": {"400"`, errortable.ErrTruncated, ""},
		{"other JSON", `{"ok": true}`, errortable.ErrNoTable, ""},
		{"trailing text", `{"errors": {}} and more`, errortable.ErrTrailing, ""},
		{"a second table", `{"errors": {}}{"errors": {}}`, errortable.ErrTrailing, ""},
		{"a code that is not a number", `{"errors": {"many": {"A": []}}}`, nil, `field errors: invalid code "many" (want a number)`},
		{"a negative layer", `{"errors": {}, "layer": -1}`, nil, `field layer: invalid layer "-1"`},
		{"a fractional layer", `{"errors": {}, "layer": 2.5}`, nil, `field layer: invalid layer "2.5"`},
		{"a page", `<!DOCTYPE html>`, nil, "not an error table"},
		{"errors as a list", `{"errors": ["A"]}`, nil, "not an error table"},
	} {
		_, err := errortable.Read(strings.NewReader(tc.text))
		if err == nil || tc.is != nil && !errors.Is(err, tc.is) || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", tc.why, err)
		}
	}
	var limit *jsonlimit.Error
	bomb := `{"errors": {"400": {"A": [` + strings.Repeat(`"",`, 2<<20) + `""]}}}`
	if _, err := errortable.Read(strings.NewReader(bomb)); !errors.As(err, &limit) {
		t.Errorf("two million values: %v", err)
	}
}

// A saved table is a snapshot of only the table.
func TestSnapshot(t *testing.T) {
	s, err := errortable.Snapshot(strings.NewReader("\ufeff" + `{"errors": {"400": {"A": ["a.b"]}}, "layer": 223}`))
	if err != nil {
		t.Fatal(err)
	}
	if s.Layer != 223 || len(s.Lacks) == 0 || len(s.Methods) != 0 || len(s.ErrorTable.Errors) != 1 {
		t.Errorf("%+v", s)
	}
	if _, err := errortable.Snapshot(strings.NewReader("{}")); err == nil {
		t.Error("another document is accepted")
	}
}

func FuzzRead(f *testing.F) {
	if b, err := os.ReadFile("../internal/samplesite/sample/203.errors.json"); err == nil {
		f.Add(string(b))
	}
	f.Add(`{"errors": {"-503": {"Timeout": []}}, "descriptions": [], "user_only": {"3": "a.b"}, "x": [1e5, {"b": 1, "a": null}], "layer": "7"}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := errortable.Snapshot(strings.NewReader(text))
		if err != nil {
			return
		}
		var b strings.Builder
		if err := model.Encode(&b, s); err != nil {
			t.Fatalf("a table that was read cannot be written: %v", err)
		}
		again, err := model.Decode(strings.NewReader(b.String()))
		if err != nil {
			t.Fatalf("a table that was written cannot be read: %v", err)
		}
		var c strings.Builder
		if err := model.Encode(&c, again); err != nil || c.String() != b.String() {
			t.Fatalf("written twice:\n%s\n%s", b.String(), c.String())
		}
	})
}
