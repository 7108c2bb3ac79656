package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table is a table of the site, with columns known by their titles.
type table struct {
	columns map[string]int
	rows    [][]*html.Node
	// full are the rows without those of a single cell that spans columns: titles among
	// the rows.
	full [][]*html.Node
	// width is how many cells the rows have, if all that matter have as many.
	width int
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
			if len(cells) != 1 || span(cells[0], "colspan") == 1 {
				t.full = append(t.full, cells)
			}
			t.width = max(t.width, len(cells))
			continue
		}
		for i, th := range cells {
			t.columns[title(text(th))] = i
		}
	}
	return t
}

// title is what a heading says, without the marks that may stand beside it.
func title(said string) string {
	return strings.ToLower(strings.TrimFunc(said, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// locate finds a column whose cells all hold what they should: the one of that title or,
// as titles come and go, another one without a use. Columns that moved against their
// titles move together. It reports whether there is one.
func (t *table) locate(column string, holds func(cell string) bool, others ...string) bool {
	titled, ok := t.columns[column]
	if ok && t.all(titled, holds) {
		return true
	}
	for i := range t.width {
		if t.used(i, others) || !t.all(i, holds) {
			continue
		}
		if shift := i - titled; ok && shift > 0 && len(t.columns)+shift <= t.width {
			for name := range t.columns {
				t.columns[name] += shift
			}
		}
		t.columns[column] = i
		return true
	}
	return false
}

func (t *table) all(column int, holds func(cell string) bool) bool {
	for _, row := range t.full {
		if column >= len(row) || !holds(text(row[column])) {
			return false
		}
	}
	return true
}

// locateRest takes the only column without another use for the one of that title, if no
// column has the title, or if the one that has it holds something else.
func (t *table) locateRest(column string, others ...string) {
	if i, ok := t.columns[column]; ok && !t.used(i, others) {
		return
	}
	rest := -1
	for i := range t.width {
		if t.used(i, others) {
			continue
		}
		if rest >= 0 {
			return
		}
		rest = i
	}
	if rest >= 0 {
		t.columns[column] = rest
	}
}

func (t *table) used(column int, uses []string) bool {
	for _, use := range uses {
		if i, ok := t.columns[use]; ok && i == column {
			return true
		}
	}
	return false
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
