package index_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Errors of all snapshots are listed in the order in which they came, as they last were.
func TestErrors(t *testing.T) {
	f := store.Dir(t.TempDir())
	for i, types := range [][]string{{"B", "A"}, {"A"}, {"A", "C"}} {
		s := model.New("https://"+site, 200+i)
		s.Methods["m"] = &model.Method{Name: "m", Documented: new(true)}
		s.Methods["n"] = &model.Method{Name: "n", Documented: new(true), Errors: []model.Error{{Code: 400, Type: "A"}}}
		for _, typ := range types {
			s.Methods["m"].Errors = append(s.Methods["m"].Errors, model.Error{Code: 400, Type: typ, Description: "words of " + typ})
		}
		if i > 0 {
			s.ErrorTable = &model.ErrorTable{Errors: []model.TableError{{Code: 400, Type: "A", Methods: []string{"o"}}}}
		}
		keep(t, f, s, i)
	}
	got, err := open(t, f).Errors(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	key := func(typ string) history.ErrorKey { return history.ErrorKey{Code: 400, Type: typ} }
	if d := cmp.Diff([]index.Error{
		{ErrorKey: key("A"), Description: "words of A", First: 0, Last: 2, Pages: []string{"m", "n"}, Table: []string{"o"}},
		{ErrorKey: key("B"), Description: "words of B", First: 0, Last: 0, Pages: []string{"m"}},
		{ErrorKey: key("C"), Description: "words of C", First: 2, Last: 2, Pages: []string{"m"}},
	}, got); d != "" {
		t.Error(d)
	}
}
