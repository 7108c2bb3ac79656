package model_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

func TestParseKind(t *testing.T) {
	for _, tc := range []struct {
		why, in string
		want    model.Kind // "": refused
	}{
		{"the word of an address", "method", model.KindMethod},
		{"the word of an address", "constructor", model.KindConstructor},
		{"the word of an address", "type", model.KindType},
		{"the key of a snapshot", "methods", model.KindMethod},
		{"the key of a snapshot", "constructors", model.KindConstructor},
		{"the key of a snapshot", "types", model.KindType},
		{"an empty name", "", ""},
		{"case matters", "Method", ""},
		{"a double plural", "methodss", ""},
		{"a prefix is ambiguous", "con", ""},
		{"lists are split by the caller", "method,type", ""},
		{"another part of a snapshot", "layers", ""},
	} {
		got, err := model.ParseKind(tc.in)
		if got != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("%s: ParseKind(%q) = %q, %v, want %q", tc.why, tc.in, got, err, tc.want)
		}
		if err == nil {
			continue
		}
		for _, k := range model.Kinds {
			if !strings.Contains(err.Error(), string(k)) {
				t.Errorf("%q: %v does not contain %q", tc.in, err, k)
			}
		}
	}
}

// Reports list the kinds in this order.
func TestKindsInOrder(t *testing.T) {
	want := []model.Kind{model.KindMethod, model.KindConstructor, model.KindType}
	if !slices.Equal(model.Kinds, want) {
		t.Errorf("Kinds = %v, want %v", model.Kinds, want)
	}
}
