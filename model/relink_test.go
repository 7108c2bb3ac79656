package model_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
)

const from, to = "https://corefork.telegram.org", "https://core.telegram.org"

func TestRelink(t *testing.T) {
	for _, tc := range []struct{ why, text, want string }{
		{"a page", "See [it](" + from + "/api/x).", "See [it](" + to + "/api/x)."},
		{"the root, and a query", from + " " + from + "?layer=1", to + " " + to + "?layer=1"},
		{"the end of a sentence", "It is " + from + ".", "It is " + to + "."},
		{"two in a row", "[a](" + from + "),(" + from + "/b)", "[a](" + to + "),(" + to + "/b)"},
		{"a host that begins alike", from + ".example/x", from + ".example/x"},
		{"another port", from + ":8080/x", from + ":8080/x"},
		{"a user before another host", from + "@example.com", from + "@example.com"},
		{"another site", "https://telegram.org/x", "https://telegram.org/x"},
	} {
		s := model.New(from, 1)
		s.Methods["a"] = &model.Method{Name: "a", Description: tc.text}
		if s.Relink(to); s.Methods["a"].Description != tc.want || s.Source != to {
			t.Errorf("%s: got %q of %s, want %q", tc.why, s.Methods["a"].Description, s.Source, tc.want)
		}
	}
}

// No text is forgotten: the address is nowhere in the document.
func TestRelinkEverything(t *testing.T) {
	link := from + "/x"
	params := func() []model.Param { return []model.Param{{Name: "p", Description: link}} }
	related := func() []model.Related { return []model.Related{{Title: "x", URL: link, Description: link}} }
	sections := func() map[string]string { return map[string]string{"a": link, "b": link} }
	method := func(name string) *model.Method {
		return &model.Method{Name: name, Description: link, Params: params(), Related: related(), Sections: sections(), Errors: []model.Error{{Code: 400, Type: "X", Description: link}}}
	}
	constructor := func(name string) *model.Constructor {
		return &model.Constructor{Name: name, Description: link, Params: params(), Related: related(), Sections: sections()}
	}
	kind := func(name string) *model.Type {
		return &model.Type{Name: name, Description: link, Related: related(), Sections: sections()}
	}
	s := model.New(from, 1)
	s.Methods["m"], s.Constructors["c"], s.Types["T"] = method("m"), constructor("c"), kind("T")
	s.Announced = &model.Announced{
		Methods:      map[string]*model.Method{"n": method("n")},
		Constructors: map[string]*model.Constructor{"d": constructor("d")},
		Types:        map[string]*model.Type{"U": kind("U")},
	}
	s.ErrorTable = &model.ErrorTable{Errors: []model.TableError{{Code: 400, Type: "X", Description: link}}}
	s.Relink(to)
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), from) || strings.Count(string(b), to) < 30 {
		t.Errorf("the document still has links to %s: %s", from, b)
	}
	bare := model.New("", 1)
	if bare.Relink(to); bare.Source != "" {
		t.Error("a snapshot without a source got one")
	}
}
