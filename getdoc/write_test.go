package getdoc_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/getdoc"
	"github.com/tlcrawl/tlcrawl/model"
)

func full() *model.Snapshot {
	s := model.New("https://core.telegram.org", 214)
	s.Methods["auth.signIn"] = &model.Method{
		Name: "auth.signIn", Description: "Signs in.\n\nSee [the login](https://core.telegram.org/api/auth) and [2FA](https://core.telegram.org/api/srp).",
		Documented: new(true), Access: &model.Access{Users: new(true), Bots: new(true)},
		Params: []model.Param{{Name: "phone_number", Type: "string", Description: "In [international](https://core.telegram.org/x) form"}},
		Errors: []model.Error{
			{Code: 406, Type: "PHONE_NUMBER_INVALID", Description: "No number."}, {Code: 400, Type: "PHONE_NUMBER_INVALID", Description: "Bad number."},
			{Code: 400, Type: "Sorry, too many tries."}, {Code: 400, Type: "BROKEN__NAME"}, {Code: 400, Type: "FILE_REFERENCE_*", Description: "Too\nold."},
		},
	}
	s.Methods["auth.signUp"] = &model.Method{Name: "auth.signUp", Errors: []model.Error{{Code: 406, Type: "PHONE_NUMBER_INVALID", Description: "No number."}}}
	s.Constructors["nearestDc"] = &model.Constructor{Name: "nearestDc", Description: "Where.", Params: []model.Param{{Name: "country", Type: "string", Description: "Two letters"}}}
	s.Types["NearestDc"] = &model.Type{Name: "NearestDc", Description: "Where the caller is."}
	return s
}

// Errors that any method may return are in the file.
func TestWriteGeneralErrors(t *testing.T) {
	s := full()
	s.ErrorTable = &model.ErrorTable{Errors: []model.TableError{
		{Code: 420, Type: "FLOOD_WAIT_%d", Description: "Wait %d seconds."},
		{Code: 400, Type: "PHONE_NUMBER_INVALID", Description: "Any."},
		{Code: 400, Type: "Not an identifier"},
		{Code: 400, Type: "LISTED", Methods: []string{"auth.signIn"}},
	}}
	var b bytes.Buffer
	left, err := getdoc.Write(&b, s)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Errors map[string]struct {
			Code        int
			Description string
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if e := got.Errors["FLOOD_WAIT_%d"]; e.Code != 420 || e.Description != "Wait %d seconds." {
		t.Errorf("FLOOD_WAIT_%%d is %+v", e)
	}
	if e := got.Errors["PHONE_NUMBER_INVALID"]; e.Code != 406 {
		t.Errorf("the code of the pages is missing: %+v", e)
	}
	if _, ok := got.Errors["LISTED"]; ok {
		t.Error("an error of single methods that no page lists")
	}
	if d := cmp.Diff([]string{"BROKEN__NAME", "Not an identifier", "Sorry, too many tries."}, left); d != "" {
		t.Error(d)
	}
}

// The most frequent code and description are chosen, on a tie the smaller code and the
// first description.
func TestWriteChooses(t *testing.T) {
	for _, tc := range []struct {
		why    string
		errors []model.Error // one method each
		want   string
	}{
		{"most methods", []model.Error{{Code: 400, Type: "A"}, {Code: 406, Type: "A"}, {Code: 406, Type: "A"}}, `"code": 406`},
		{"a tie: the smaller code", []model.Error{{Code: 406, Type: "A"}, {Code: 400, Type: "A"}}, `"code": 400`},
		{"a code with two descriptions counts as one code", []model.Error{{Code: 406, Type: "A", Description: "x"}, {Code: 406, Type: "A", Description: "y"}, {Code: 400, Type: "A"}}, `"code": 406`},
		{"the most frequent description", []model.Error{{Code: 400, Type: "A", Description: "a"}, {Code: 400, Type: "A", Description: "b"}, {Code: 400, Type: "A", Description: "b"}}, `"description": "b"`},
		{"a tie: the first", []model.Error{{Code: 400, Type: "A", Description: "b"}, {Code: 400, Type: "A", Description: "a"}}, `"description": "a"`},
	} {
		s := model.New("", 1)
		for i, e := range tc.errors {
			name := string(rune('a' + i))
			s.Methods[name] = &model.Method{Name: name, Errors: []model.Error{e}}
		}
		for range 10 { // the order of maps differs
			var b bytes.Buffer
			if _, err := getdoc.Write(&b, s); err != nil {
				t.Fatal(err)
			}
			_, chosen, _ := bytes.Cut(b.Bytes(), []byte("\n  \"errors\": {"))
			if !bytes.Contains(chosen, []byte(tc.want)) {
				t.Fatalf("%s: no %s in %s", tc.why, tc.want, chosen)
			}
		}
	}
}

// The file has what gotd/td's generator reads, and nothing that it rejects: no line break
// in a paragraph, no type that is not an identifier.
func TestWrite(t *testing.T) {
	var b bytes.Buffer
	left, err := getdoc.Write(&b, full())
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"BROKEN__NAME", "Sorry, too many tries."}, left); d != "" {
		t.Error(d)
	}
	var got map[string]any
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal([]byte(`{
		"index": {"layer": 214, "categories": [{"name": "constructor", "values": ["nearestDc"]}, {"name": "method", "values": ["auth.signIn", "auth.signUp"]}, {"name": "type", "values": ["NearestDc"]}]},
		"constructors": {"nearestDc": {"name": "nearestDc", "description": ["Where."], "fields": {"country": {"name": "country", "description": "Two letters"}}}},
		"types": {"NearestDc": {"name": "NearestDc", "description": ["Where the caller is."]}},
		"methods": {
			"auth.signIn": {"name": "auth.signIn", "description": ["Signs in.", "See the login¹ and 2FA²."], "links": ["https://core.telegram.org/api/auth", "https://core.telegram.org/api/srp"],
				"parameters": {"phone_number": {"name": "phone_number", "description": "In international¹ form", "links": ["https://core.telegram.org/x"]}}, "bot_can_use": true,
				"errors": [{"code": 406, "type": "PHONE_NUMBER_INVALID", "description": "No number."}, {"code": 400, "type": "PHONE_NUMBER_INVALID", "description": "Bad number."}, {"code": 400, "type": "FILE_REFERENCE_*", "description": "Too old."}]},
			"auth.signUp": {"name": "auth.signUp", "errors": [{"code": 406, "type": "PHONE_NUMBER_INVALID", "description": "No number."}]}},
		"errors": {"PHONE_NUMBER_INVALID": {"code": 406, "type": "PHONE_NUMBER_INVALID", "description": "No number."}, "FILE_REFERENCE_*": {"code": 400, "type": "FILE_REFERENCE_*", "description": "Too old."}}
	}`), &want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// Read returns what Write wrote, reduced to what a getdoc file contains.
func TestWriteRead(t *testing.T) {
	var b, again bytes.Buffer
	if _, err := getdoc.Write(&b, full()); err != nil {
		t.Fatal(err)
	}
	first := bytes.Clone(b.Bytes())
	s, err := getdoc.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	m := s.Methods["auth.signIn"]
	if s.Layer != 214 || len(m.Errors) != 3 || m.Description != "Signs in.\n\nSee the login and 2FA." {
		t.Errorf("read again: layer %d, %+v", s.Layer, m)
	}
	if _, err := getdoc.Write(&again, full()); err != nil || !bytes.Equal(first, again.Bytes()) {
		t.Errorf("the same snapshot gives other bytes: %v", err)
	}
}
