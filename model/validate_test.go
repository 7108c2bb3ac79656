package model_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

// A message is short, whatever a file contains.
func TestValidateIsShort(t *testing.T) {
	long := strings.Repeat("a", 1<<20)
	for why, spoil := range map[string]func(*model.Snapshot){
		"a name":   func(s *model.Snapshot) { s.Methods["users.getUsers"].Name = long },
		"an id":    func(s *model.Snapshot) { s.Methods["users.getUsers"].ID = long },
		"a key":    func(s *model.Snapshot) { s.Methods[long] = &model.Method{Name: long} },
		"a schema": func(s *model.Snapshot) { s.Schemas[long] = &model.Schema{} },
		"a kind":   func(s *model.Snapshot) { s.Schemas["mtproto"].Combinators[0].Kind = model.Kind(long) },
	} {
		s := rich()
		spoil(s)
		if err := s.Validate(); err == nil || len(err.Error()) > 400 {
			t.Errorf("%s of 1 MB: a message of %d bytes", why, len(err.Error()))
		}
	}
}

// A snapshot made by a program is checked like one from a file.
func TestValidate(t *testing.T) {
	for _, tc := range []struct {
		why   string
		spoil func(*model.Snapshot)
		field string // "": it is valid
	}{
		{"rich and valid", func(*model.Snapshot) {}, ""},
		{"the layer is unknown", func(s *model.Snapshot) { s.Layer = 0 }, ""},
		{"lines are not checked here", func(s *model.Snapshot) { s.Methods["users.getUsers"].TL = "not TL" }, ""},
		{"constructors of a type are not checked here", func(s *model.Snapshot) { s.Types["Updates"].Constructors = []string{"nobody"} }, ""},
		{"an id is unknown", func(s *model.Snapshot) { s.Methods["users.getUsers"].ID = "" }, ""},
		{"a negative layer", func(s *model.Snapshot) { s.Layer = -1 }, "layer"},
		{"a key without a method", func(s *model.Snapshot) { s.Methods["auth.logOut"] = nil }, "methods.auth.logOut"},
		{"a renamed method", func(s *model.Snapshot) { s.Methods["users.getUsers"].Name = "users.getUser" }, "methods.users.getUsers.name"},
		{"a constructor's id without its leading zero", func(s *model.Snapshot) { s.Constructors["auth.sentCode"].ID = "e002502" }, "constructors.auth.sentCode.id"},
		{"an error without a type", func(s *model.Snapshot) { s.Methods["auth.resendCode"].Errors[2].Type = "" }, "methods.auth.resendCode.errors[2].type"},
		{"a parameter without a name", func(s *model.Snapshot) { s.Constructors["auth.sentCode"].Params[1].Name = "" }, "constructors.auth.sentCode.params[1].name"},
		{"a type whose name is not a file name", func(s *model.Snapshot) { s.Types["a/b"] = &model.Type{Name: "a/b"} }, "types"},
		{"an announced method without its layer", func(s *model.Snapshot) { s.Announced.Methods["auth.checkPhone"].AvailableAsOf = 0 }, "announced.methods.auth.checkPhone.available_as_of"},
		{"an announced method with an id", func(s *model.Snapshot) { s.Announced.Methods["auth.checkPhone"].ID = "6fe51dfb" }, "announced.methods.auth.checkPhone"},
		{"an announced constructor with a line", func(s *model.Snapshot) { s.Announced.Constructors["inputUserNext"].TL = "inputUserNext = InputUser" }, "announced.constructors.inputUserNext"},
		{"a type that is both present and announced", func(s *model.Snapshot) { s.Types["InputUserNext"] = &model.Type{Name: "InputUserNext"} }, "announced.types.InputUserNext"},
		{"a method that is both present and announced", func(s *model.Snapshot) { s.Methods["auth.checkPhone"] = &model.Method{Name: "auth.checkPhone"} }, "announced.methods.auth.checkPhone"},
		{"a constructor that is both present and announced", func(s *model.Snapshot) {
			s.Constructors["inputUserNext"] = &model.Constructor{Name: "inputUserNext"}
		}, "announced.constructors.inputUserNext"},
		{"an announced error without a type", func(s *model.Snapshot) { s.Announced.Methods["auth.checkPhone"].Errors = []model.Error{{Code: 400}} }, "announced.methods.auth.checkPhone.errors[0].type"},
		{"an announced constructor that is null", func(s *model.Snapshot) { s.Announced.Constructors["inputUserNext"] = nil }, "announced.constructors.inputUserNext"},
		{"an announced type under another name", func(s *model.Snapshot) { s.Announced.Types["InputUserNext"].Name = "InputUser" }, "announced.types.InputUserNext.name"},
		{"a method of another layer among those of this one", func(s *model.Snapshot) { s.Methods["users.getUsers"].AvailableAsOf = 225 }, "methods.users.getUsers.available_as_of"},
		{"a constructor of another layer among those of this one", func(s *model.Snapshot) { s.Constructors["updates"].AvailableAsOf = 225 }, "constructors.updates.available_as_of"},
		{"a type of another layer among those of this one", func(s *model.Snapshot) { s.Types["Updates"].AvailableAsOf = 225 }, "types.Updates.available_as_of"},
		{"a line of a negative layer", func(s *model.Snapshot) { s.Constructors["decryptedMessageMediaWebPage"].Lines[1].Layer = -1 }, "constructors.decryptedMessageMediaWebPage.lines[1].layer"},
		{"an empty line of a layer", func(s *model.Snapshot) { s.Constructors["decryptedMessageMediaWebPage"].Lines[0].TL = "" }, "constructors.decryptedMessageMediaWebPage.lines[0].tl"},
		{"an unknown schema", func(s *model.Snapshot) { s.Schemas["api"] = &model.Schema{} }, "schemas"},
		{"a schema that is null", func(s *model.Snapshot) { s.Schemas["mtproto"] = nil }, "schemas.mtproto"},
		{"two lines with one name in a schema are valid", func(s *model.Snapshot) { s.Schemas["end-to-end"].Combinators[1].Layer = 8 }, ""},
		{"a type among the lines of a schema", func(s *model.Snapshot) { s.Schemas["mtproto"].Combinators[1].Kind = "type" }, "schemas.mtproto.combinators[1]"},
		{"a schema's line of a negative layer", func(s *model.Snapshot) { s.Schemas["end-to-end"].Combinators[0].Layer = -8 }, "schemas.end-to-end.combinators[0]"},
		{"a schema's line without a name", func(s *model.Snapshot) { s.Schemas["mtproto"].Combinators[0].TL = "= Int128" }, "schemas.mtproto.combinators[0]"},
		{"of several errors the first in alphabetical order is reported", func(s *model.Snapshot) {
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
					t.Fatalf("%v is not a DecodeError", err)
				}
				if de.Field != tc.field || !strings.Contains(err.Error(), de.Field) {
					t.Fatalf("Field = %q, want %q: %v", de.Field, tc.field, err)
				}
			}
		})
	}
}
