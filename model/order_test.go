package model_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
)

// Lines can be added to any snapshot. Entities missing from its order follow by name.
func TestSchemaOrder(t *testing.T) {
	s := model.New("", 203)
	for _, line := range []string{"userEmpty#d3bc4b7a id:long = User", "boolTrue#997275b5 = Bool"} {
		c, err := model.ParseCombinator(line)
		if err != nil {
			t.Fatal(err)
		}
		s.AddConstructor(c)
	}
	c, err := model.ParseCombinator("users.getUsers#d91a548 id:Vector<InputUser> = Vector<User>")
	if err != nil {
		t.Fatal(err)
	}
	s.AddMethod(c)
	s.Constructors["boolFalse"] = &model.Constructor{Name: "boolFalse"}
	want := model.Order{Constructors: []string{"userEmpty", "boolTrue", "boolFalse"}, Methods: []string{"users.getUsers"}}
	if d := cmp.Diff(want, s.SchemaOrder()); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"users.getUsers"}, s.Types["User"].Methods); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(model.Order{Constructors: []string{}, Methods: []string{}}, model.New("", 0).SchemaOrder()); d != "" {
		t.Error(d)
	}
}
