package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// failing returns a snapshot of one method with these errors, and a table, if given.
func failing(layer int, table *model.ErrorTable, types ...string) *model.Snapshot {
	s := side(layer, map[string]string{"m": "x", "n": "x"})
	for _, typ := range types {
		s.Methods["m"].Errors = append(s.Methods["m"].Errors, model.Error{Code: 400, Type: typ, Description: "words of " + typ})
	}
	s.ErrorTable = table
	return s
}

// TestErrorSources checks that the pages' errors, and those that the table adds, are shown
// separately.
func TestErrorSources(t *testing.T) {
	table := &model.ErrorTable{UserOnly: []string{"n"}, Errors: []model.TableError{
		{Code: 400, Type: "BOTH", Methods: []string{"m", "n"}}, {Code: 420, Type: "TABLE_%d", Methods: []string{"n"}}, {Code: 500, Type: "ANY"},
	}}
	out := write(t, site.Options{}, one(failing(1, table, "BOTH", "PAGE")))
	for _, c := range []struct{ why, typ, has, hasNot string }{
		{"only on a page", "PAGE", "words of PAGE", "table"},
		{"in both: the table adds a method", "BOTH", "The site's table adds 1 method n", "only in"},
		{"only in the table", "TABLE_~", "only in the site's table", "words"},
		{"of any method", "ANY", "Any method, according to the site's table", "adds"},
	} {
		text := strings.Join(strings.Fields(out.page(t, "error/"+c.typ+".html").Find("main").Text()), " ")
		if !strings.Contains(text, c.has) || strings.Contains(text, c.hasNot) {
			t.Errorf("%s: %q", c.why, text)
		}
	}
	n := out.page(t, "method/n.html").Find("main").Text()
	for _, want := range []string{"BOTH", "TABLE_%d", "only in the site's error table", "users only, according to the site's error table"} {
		if !strings.Contains(n, want) {
			t.Errorf("the page of n lacks %q:\n%s", want, n)
		}
	}
	if strings.Contains(out.page(t, "method/m.html").Find("main").Text(), "table") {
		t.Error("m: the table adds an error of the page")
	}
}

// TestErrorSince checks the snapshot since which an error exists without interruption.
func TestErrorSince(t *testing.T) {
	table := &model.ErrorTable{Errors: []model.TableError{{Code: 400, Type: "TABLE"}}}
	for _, c := range []struct {
		why, typ, want string
		list           []*model.Snapshot
	}{
		{"in the first snapshot", "E", "since 2026-01-01, layer 1 or earlier", []*model.Snapshot{failing(1, nil, "E"), failing(2, nil, "E")}},
		{"came later", "E", "since 2026-02-01, layer 2", []*model.Snapshot{failing(1, nil), failing(2, nil, "E"), failing(3, nil, "E")}},
		{"missing in one snapshot", "E", "since 2026-01-01, layer 1 or earlier", []*model.Snapshot{failing(1, nil, "E"), failing(2, nil), failing(3, nil, "E")}},
		{"removed and added again", "E", "since 2026-04-01, layer 4", []*model.Snapshot{failing(1, nil, "E"), failing(2, nil), failing(3, nil), failing(4, nil, "E")}},
		{"a snapshot without the table", "TABLE", "since 2026-01-01, layer 1 or earlier", []*model.Snapshot{failing(1, table), failing(2, nil), failing(3, table)}},
		{"added with the first table, which is not a change", "TABLE", "since 2026-02-01, layer 1 or earlier", []*model.Snapshot{failing(1, nil), failing(1, table)}},
	} {
		section := write(t, site.Options{}, one(c.list...)).page(t, "error/"+c.typ+".html").Find("section.errors")
		if section.Length() != 1 || section.Find(".since").Text() != c.want {
			t.Errorf("%s: %q, want %q", c.why, section.Text(), c.want)
		}
	}
}

// TestErrorCodes checks that a type has one page with all its codes, removed ones included,
// and what changed.
func TestErrorCodes(t *testing.T) {
	a, b := failing(1, nil, "TWO", "GONE"), failing(2, nil, "TWO")
	b.Methods["m"].Errors = append(b.Methods["m"].Errors, model.Error{Code: 403, Type: "TWO"})
	out := write(t, site.Options{}, one(a, b))
	two := out.page(t, "error/TWO.html")
	if got := two.Find("section.errors h2").Map(func(_ int, s *goquery.Selection) string { return strings.Fields(s.Text())[0] }); !slices.Equal(got, []string{"400", "403"}) {
		t.Errorf("the codes are %q", got)
	}
	if got := chapters(t, out, "error/TWO.html"); !slices.Equal(got, []string{"Layer 1 → 2", "m: new error 403 TWO"}) {
		t.Errorf("the history is %q", got)
	}
	gone := out.page(t, "error/GONE.html").Find("main").Text()
	for _, want := range []string{"does not have this error", "last seen 2026-01-01, layer 1", "words of GONE", "m: error 400 GONE removed"} {
		if !strings.Contains(gone, want) {
			t.Errorf("the page of a removed error lacks %q:\n%s", want, gone)
		}
	}
	if removed := out.page(t, "errors.html").Find("details:contains('Removed') a").Text(); removed != "GONE" {
		t.Errorf("removed errors are %q", removed)
	}
}

// TestErrorsByLetter checks that many errors of a code are divided by letters.
func TestErrorsByLetter(t *testing.T) {
	var types []string
	for i := range 61 {
		types = append(types, fmt.Sprintf("%c_%d", 'A'+i%3, i))
	}
	for n, want := range map[int]string{61: "A 21 errors|B 20 errors|C 20 errors", 60: "60 errors"} {
		list := write(t, site.Options{}, one(failing(1, nil, types[:n]...))).page(t, "errors.html")
		if got := strings.Join(list.Find("summary").Map(func(_ int, s *goquery.Selection) string { return s.Text() }), "|"); got != want {
			t.Errorf("%d errors: %s, want %s", n, got, want)
		}
	}
}

// TestManyMethods checks that a long list of methods is folded and complete.
func TestManyMethods(t *testing.T) {
	for methods, folded := range map[int]int{3: 0, 61: 0, 62: 2, 100: 40} {
		s := side(1, nil)
		for i := range methods {
			name := fmt.Sprintf("m%d", i)
			s.Methods[name] = &model.Method{Name: name, Errors: []model.Error{{Code: 400, Type: "E"}}}
		}
		list := write(t, site.Options{}, one(s)).page(t, "error/E.html").Find("section.errors")
		if n := list.Find("details a").Length(); n != folded {
			t.Errorf("%d of %d methods are folded, want %d", n, methods, folded)
		}
		if n := list.Find(".names a").Length(); n != methods {
			t.Errorf("%d of %d methods", n, methods)
		}
	}
}
