package scrape

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// table is a table of the site, its columns known by their titles.
type table struct {
	columns map[string]int
	rows    []*goquery.Selection
}

func newTable(sel *goquery.Selection) *table {
	t := &table{columns: map[string]int{}}
	sel.FindMatcher(selRow).Each(func(_ int, tr *goquery.Selection) {
		if tr.FindMatcher(selCell).Length() > 0 {
			t.rows = append(t.rows, tr.FindMatcher(selCells)) // a row may begin with a heading of its own
			return
		}
		tr.FindMatcher(selHead).Each(func(i int, th *goquery.Selection) {
			t.columns[strings.ToLower(fold(th.Text()))] = i
		})
	})
	return t
}

// need makes sure that the table has the columns that are to be read.
func (t *table) need(want string, columns ...string) error {
	for _, c := range columns {
		if _, ok := t.columns[c]; !ok {
			return &LayoutError{Want: want + " column " + c}
		}
	}
	return nil
}

// cell is the cell of a row in the named column; it is empty where the row is
// shorter.
func (t *table) cell(row *goquery.Selection, column string) *goquery.Selection {
	i, ok := t.columns[column]
	if !ok || i >= row.Length() {
		return row.Slice(0, 0)
	}
	return row.Eq(i)
}
