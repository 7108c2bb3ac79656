package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/model"
)

// paramTable joins the table of parameters with the page's line. Names and types come from
// the line, whose id proves them; the table only describes them. Without a line, they come
// from the table.
type paramTable struct {
	line     model.Combinator
	rows     []model.Param
	mismatch bool // a name or a type of the table is not the line's
}

// params reads the table of parameters. A page without one has none.
func (d *document) params(into *paramTable) rule {
	return func(s *section) error {
		s.drop("This constructor does not require any parameters.", "This method does not require any parameters.")
		t, ok := s.table()
		if !ok {
			return nil
		}
		if err := t.need("parameters", "name", "type"); err != nil {
			return err
		}
		for _, row := range t.rows {
			name, err := into.name(t.cell(row, "name"))
			if err != nil {
				return err
			}
			if strings.HasPrefix(name, "{") {
				continue // {X:Type}, a type variable: the line has it
			}
			p := model.Param{Name: name, Type: collapseSpace(token(t.text(row, "type"))), Description: d.md.cell(t.cell(row, "description"))}
			if i := slices.IndexFunc(into.rows, func(r model.Param) bool { return r.Name == name }); i < 0 {
				into.rows = append(into.rows, p)
			} else if into.rows[i] != p {
				into.mismatch = true // skip duplicate rows
			}
		}
		return nil
	}
}

// name reads the cell of a name. A cell may hold more, such as a badge: the name is the
// text in bold or, with a line, the one word that is a parameter of it.
func (pt *paramTable) name(cell *html.Node) (string, error) {
	if cell == nil {
		return pt.nameless()
	}
	name := collapseSpace(token(text(cell)))
	if pt.has(name) || strings.HasPrefix(name, "{") {
		return name, nil
	}
	for n := range under(cell) {
		if n.DataAtom == atom.Strong || n.DataAtom == atom.B || n.DataAtom == atom.Code {
			if strong := collapseSpace(token(text(n))); strong != "" && (pt.has(strong) || pt.line.Line == "") {
				return strong, nil
			}
		}
	}
	for word := range strings.FieldsSeq(name) {
		if pt.has(word) {
			return word, nil
		}
	}
	if name == "" {
		return pt.nameless()
	}
	return name, nil
}

// nameless handles a row without a name, which is an error only without a line.
func (pt *paramTable) nameless() (string, error) {
	if pt.line.Line == "" {
		return "", &LayoutError{Want: "name of a parameter"}
	}
	pt.mismatch = true
	return "{}", nil
}

func (pt *paramTable) has(name string) bool {
	return slices.ContainsFunc(pt.line.Params, func(p model.Param) bool { return p.Name == name })
}

// result returns every parameter of the line in its order, with the description of the
// table. names are those of the table if they differ from the line; mismatch reports
// whether the table differs in any way.
func (pt *paramTable) result() (params []model.Param, names []string, mismatch bool) {
	if pt.line.Line == "" {
		return pt.rows, nil, false
	}
	if len(pt.line.Params) == 0 { // among them Vector, whose line has a syntax of its own
		return nil, nil, pt.mismatch || len(pt.rows) > 0 && pt.line.Result != "Vector t"
	}
	rows := make(map[string]model.Param, len(pt.rows))
	for _, r := range pt.rows {
		rows[r.Name] = r
		names = append(names, r.Name)
	}
	params = make([]model.Param, len(pt.line.Params))
	found := 0
	for i, p := range pt.line.Params {
		r, ok := rows[p.Name]
		if ok {
			found++
			pt.mismatch = pt.mismatch || r.Type != p.Type
		}
		params[i] = model.Param{Name: p.Name, Type: p.Type, Description: r.Description}
	}
	if found == len(params) && len(names) == found {
		return params, nil, pt.mismatch
	}
	return params, names, true
}
