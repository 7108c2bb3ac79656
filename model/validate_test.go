package model_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// A snapshot that was made by a program is held to what one from a file is held to.
func TestValidate(t *testing.T) {
	for _, tc := range []struct {
		why   string
		spoil func(*model.Snapshot)
		field string // "": it is valid
	}{
		{"rich and right", func(*model.Snapshot) {}, ""},
		{"no layer is known", func(s *model.Snapshot) { s.Layer = 0 }, ""},
		{"a line is not judged here", func(s *model.Snapshot) { s.Methods["users.getUsers"].TL = "not TL" }, ""},
		{"a type that no one has is not judged here", func(s *model.Snapshot) { s.Types["Updates"].Constructors = []string{"nobody"} }, ""},
		{"an id is not known", func(s *model.Snapshot) { s.Methods["users.getUsers"].ID = "" }, ""},
		{"a layer below zero", func(s *model.Snapshot) { s.Layer = -1 }, "layer"},
		{"a key without a method", func(s *model.Snapshot) { s.Methods["auth.logOut"] = nil }, "methods.auth.logOut"},
		{"a renamed method", func(s *model.Snapshot) { s.Methods["users.getUsers"].Name = "users.getUser" }, "methods.users.getUsers.name"},
		{"a constructor's id without its zero", func(s *model.Snapshot) { s.Constructors["auth.sentCode"].ID = "e002502" }, "constructors.auth.sentCode.id"},
		{"an error without a type", func(s *model.Snapshot) { s.Methods["auth.resendCode"].Errors[2].Type = "" }, "methods.auth.resendCode.errors[2].type"},
		{"a parameter without a name", func(s *model.Snapshot) { s.Constructors["auth.sentCode"].Params[1].Name = "" }, "constructors.auth.sentCode.params[1].name"},
		{"a type that cannot be a file", func(s *model.Snapshot) { s.Types["a/b"] = &model.Type{Name: "a/b"} }, "types"},
		{"of two slips the first of the alphabet is told, every time", func(s *model.Snapshot) {
			for _, name := range []string{"z", "b", "a", "c"} {
				s.Methods[name] = nil
			}
		}, "methods.a"},
	} {
		t.Run(tc.why, func(t *testing.T) {
			for range 10 {
				s := rich()
				tc.spoil(s)
				err := s.Validate()
				if tc.field == "" {
					if err != nil {
						t.Fatal(err)
					}
					return
				}
				var de *model.DecodeError
				if !errors.As(err, &de) {
					t.Fatalf("%v is no DecodeError", err)
				}
				if de.Field != tc.field || !strings.Contains(err.Error(), de.Field) {
					t.Fatalf("Field = %q, want %q: %v", de.Field, tc.field, err)
				}
			}
		})
	}
}
