package diff_test

import (
	"testing"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
)

// TestTableBehindLine checks that changes come from the lines if these differ, else from
// the tables.
func TestTableBehindLine(t *testing.T) {
	var c difftest.Case
	for _, each := range difftest.Cases(t, "testdata") {
		if each.Name == "table_behind" {
			c = each
		}
	}
	behind := c.New.Methods["messages.report"]
	behind.Params = c.Old.Methods["messages.report"].Params
	r := diff.Compare(c.Old, c.New)
	if len(r.Changes) != 1 || r.Changes[0].Rule != "param-added" || r.Changes[0].Param != "silent" {
		t.Errorf("the table is outdated: %+v", r.Changes)
	}
	c.New.Methods["users.getUsers"].Params = []model.Param{{Name: "id", Type: "Vector<InputPeer>"}}
	r = diff.Compare(c.Old, c.New)
	if len(r.Changes) != 2 || r.Changes[0].Rule != "param-type-changed" || r.Changes[0].Name != "users.getUsers" {
		t.Errorf("the table differs: %+v", r.Changes)
	}
}
