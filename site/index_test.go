package site_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// figures returns two snapshots with known figures.
func figures() (a, b *model.Snapshot) {
	a = side(1, map[string]string{"m": "x"})
	b = failing(2, nil, "A", "B")
	b.Methods["n"].Errors = []model.Error{{Code: 400, Type: "A"}, {Code: 500, Type: "A"}}
	b.Methods["o"] = &model.Method{Name: "o", Documented: new(false)}
	b.Constructors["c"] = &model.Constructor{Name: "c"} // documentation unknown
	return a, b
}

// TestFigures checks that the table has the figures of every snapshot, newest first, and
// that the plots have the same figures in words.
func TestFigures(t *testing.T) {
	out := write(t, site.Options{}, one(figures()))
	index := out.page(t, "index.html")
	rows := out.page(t, "figures.html").Find(".figures tbody tr").Map(func(_ int, tr *goquery.Selection) string {
		return strings.Join(tr.Find("th, td").Map(func(_ int, td *goquery.Selection) string { return td.Text() }), " ")
	})
	if d := cmp.Diff([]string{"2026-02-01 2 3 1 3 66.7%", "2026-01-01 1 1 0 0 100.0%"}, rows); d != "" {
		t.Errorf("the table:\n%s", d)
	}
	titles := index.Find("svg[role=img] > title").Map(func(_ int, title *goquery.Selection) string { return title.Text() })
	if d := cmp.Diff([]string{
		"Methods: 3 on 2026-02-01, layer 2; 1 on 2026-01-01, layer 1",
		"Constructors: 1 on 2026-02-01, layer 2; 0 on 2026-01-01, layer 1",
		"Errors: 3 on 2026-02-01, layer 2; 0 on 2026-01-01, layer 1",
		"Documented: 66.7% on 2026-02-01, layer 2; 100.0% on 2026-01-01, layer 1",
	}, titles); d != "" {
		t.Errorf("the plots:\n%s", d)
	}
}

// TestPlots checks that everything is drawn inside the picture.
func TestPlots(t *testing.T) {
	schema := model.New("https://example.org", 1) // as read from a .tl file
	schema.Methods["m"] = &model.Method{Name: "m"}
	a, b := figures()
	var many []*model.Snapshot
	for i := range 50 {
		s := *a
		s.Layer = 100 + i
		many = append(many, &s)
	}
	for _, c := range []struct {
		why                 string
		list                []*model.Snapshot
		plots, dots, labels int
	}{
		{"two snapshots", []*model.Snapshot{a, b}, 4, 2, 2},
		{"a single one", []*model.Snapshot{a}, 4, 1, 1},
		{"nothing changes", []*model.Snapshot{a, a, a}, 4, 3, 1},
		{"documentation unknown", []*model.Snapshot{schema}, 3, 1, 1},
		{"too many for dots; labels would overlap", many, 4, 0, 10},
	} {
		index := write(t, site.Options{}, one(c.list...)).page(t, "index.html")
		plot := index.Find(".plot").First()
		if n := index.Find(".plot").Length(); n != c.plots {
			t.Errorf("%s: %d plots, want %d", c.why, n, c.plots)
		}
		if dots, labels := plot.Find("circle").Length(), plot.Find("text.layer").Length(); dots != c.dots || labels > c.labels || labels == 0 {
			t.Errorf("%s: %d dots and %d labels, want %d and at most %d", c.why, dots, labels, c.dots, c.labels)
		}
		inside(t, c.why, plot)
	}
}

// inside fails the test if something is drawn outside the picture.
func inside(t *testing.T, why string, plot *goquery.Selection) {
	t.Helper()
	for attr, most := range map[string]float64{"x": 320, "x1": 320, "cx": 320, "y": 150, "y1": 150, "cy": 150} {
		plot.Find("[" + attr + "]").Each(func(_ int, s *goquery.Selection) {
			var v float64
			if _, err := fmt.Sscan(s.AttrOr(attr, ""), &v); err != nil || v < 0 || v > most {
				t.Errorf("%s: %s is %s", why, attr, s.AttrOr(attr, ""))
			}
		})
	}
	if d := plot.Find("path").AttrOr("d", ""); !strings.HasPrefix(d, "M") || strings.Contains(d, "NaN") {
		t.Errorf("%s: the curve is %q", why, d)
	}
}
