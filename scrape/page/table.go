package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table is a table of the site, with columns known by their titles.
type table struct {
	columns map[string]int
	rows    [][]*html.Node
}

func newTable(root *html.Node) *table {
	t := &table{columns: map[string]int{}}
	for tr := range under(root) {
		if tr.DataAtom != atom.Tr {
			continue
		}
		var cells []*html.Node
		data := false
		for c := range under(tr) {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, c)
				data = data || c.DataAtom == atom.Td
			}
		}
		if data {
			t.rows = append(t.rows, cells) // a row may begin with a heading of its own
			continue
		}
		for i, th := range cells {
			t.columns[strings.ToLower(text(th))] = i
		}
	}
	return t
}

// need checks that the table has the columns to be read.
func (t *table) need(want string, columns ...string) error {
	for _, c := range columns {
		if _, ok := t.columns[c]; !ok {
			return &LayoutError{Want: want + " column " + c}
		}
	}
	return nil
}

// cell returns the cell of a row in the named column; it is nil if the row is shorter.
func (t *table) cell(row []*html.Node, column string) *html.Node {
	i, ok := t.columns[column]
	if !ok || i >= len(row) {
		return nil
	}
	return row[i]
}

// text returns the text of a cell.
func (t *table) text(row []*html.Node, column string) string {
	c := t.cell(row, column)
	if c == nil {
		return ""
	}
	return text(c)
}
