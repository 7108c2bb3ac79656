package sanity_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/sanity"
)

// crawled has some methods whose pages were crawled, and describe something.
func crawled(layer, methods int) *model.Snapshot {
	s := model.New("https://corefork.telegram.org", layer)
	for i := range methods {
		name := fmt.Sprintf("users.method%03d", i)
		s.Methods[name] = &model.Method{Name: name, Description: "Does it.", Documented: new(true)}
	}
	return s
}

// lines is a schema alone.
func lines(layer, methods int) *model.Snapshot {
	s := crawled(layer, methods)
	for _, m := range s.Methods {
		m.Description, m.Documented = "", nil
	}
	return s
}

func TestImported(t *testing.T) {
	for _, tc := range []struct {
		why, says string
		old, new  *model.Snapshot
	}{
		{"nothing changed", "", crawled(100, 200), crawled(100, 200)},
		{"a tenth of the methods, with a new layer", "", crawled(100, 200), crawled(101, 180)},
		{"a tenth of them without one", "20 of 200 methods are gone", crawled(100, 200), crawled(100, 180)},
		{"a quarter, and 25 layers lie between", "", crawled(133, 200), crawled(158, 150)},
		{"more than half, however many do", "120 of 200 methods are gone", crawled(133, 200), crawled(158, 80)},
		{"the site shows an older layer", "it is of layer 99", crawled(100, 200), crawled(99, 200)},
		{"a schema of a repository was reverted to an older layer", "", lines(100, 200), lines(99, 180)},
		{"half of a schema is gone", "120 of 200 methods are gone", lines(100, 200), lines(100, 80)},
		{"a schema has no pages to lose", "", crawled(100, 200), lines(100, 200)},
		{"the layer is not known", "", crawled(100, 200), crawled(0, 200)},
		{"a small number shows nothing", "", lines(100, 30), lines(100, 12)},
	} {
		got := strings.Join(sanity.Imported(tc.old, tc.new), "; ")
		if (got == "") != (tc.says == "") || !strings.Contains(got, tc.says) {
			t.Errorf("%s: %q, want %q", tc.why, got, tc.says)
		}
	}
}

func TestLostPages(t *testing.T) {
	for _, tc := range []struct {
		why  string
		lost int
		is   bool
	}{
		{"none", 0, false},
		{"a few pages come and go", 4, false},
		{"a tenth goes together", 20, true},
	} {
		now := crawled(100, 200)
		for i := range tc.lost {
			now.Methods[fmt.Sprintf("users.method%03d", i)].Documented = nil
		}
		if got := sanity.LostPages(crawled(100, 200), now); (len(got) > 0) != tc.is {
			t.Errorf("%s: %v", tc.why, got)
		}
	}
}

func ExampleImported() {
	fmt.Println(sanity.Imported(crawled(223, 700), crawled(223, 600)))
	// Output: [100 of 700 methods are gone]
}
