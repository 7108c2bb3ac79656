package page

import (
	"slices"
	"strings"
	"unicode"

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
	seen     bool // there is a section of parameters
	mismatch bool // a name or a type of the table is not the line's
}

// params reads the tables of parameters. A page without one has none.
func (d *document) params(into *paramTable) rule {
	return func(s *section) error {
		into.seen = true
		s.drop("This constructor does not require any parameters.", "This method does not require any parameters.")
		taken, first := s.tables(into.owns)
		if len(taken) == 0 && first != nil {
			if err := first.need("parameters", "name", "type"); err != nil {
				return err
			}
			taken, _ = s.tables(func(*table) bool { return true })
		}
		return d.addParams(into, taken)
	}
}

// paramsByTable reads the parameters of a section with a heading that no rule knows, on a
// page without a section of parameters.
func (d *document) paramsByTable(into *paramTable) rule {
	return func(s *section) error {
		if into.seen || len(into.line.Params) == 0 {
			return nil
		}
		taken, _ := s.tables(func(t *table) bool { return len(t.rows) > 0 && into.owns(t) })
		s.known = s.known || len(taken) > 0
		return d.addParams(into, taken)
	}
}

// owns reports whether a table lists parameters of the line, and finds its columns.
func (pt *paramTable) owns(t *table) bool {
	if pt.line.Line == "" {
		return t.need("", "name", "type") == nil
	}
	names := func(is func(cell string) bool, others ...string) bool {
		return t.locate("name", func(cell string) bool { return strings.HasPrefix(cell, "{") || is(token(cell)) }, others...)
	}
	// A cell of a type or a description may hold a name, too.
	named := names(pt.has, "type") || names(pt.has) || names(func(cell string) bool { return pt.find(cell) != "" })
	t.full = slices.DeleteFunc(t.full, func(row []*html.Node) bool {
		return strings.HasPrefix(t.text(row, "name"), "{") // {X:Type}, a type variable: the line has it
	})
	isType := func(said string) bool {
		return slices.ContainsFunc(pt.line.Params, func(p model.Param) bool { return p.Type == said })
	}
	// A description may be spelled like a type: the titles decide where they can.
	if i, ok := t.columns["type"]; !ok || !t.all(i, func(cell string) bool { return slices.ContainsFunc(strings.Fields(token(cell)), isType) }) {
		t.locate("type", func(cell string) bool { return isType(collapseSpace(token(cell))) }, "name")
	}
	t.locateRest("description", "name", "type")
	return named
}

func (d *document) addParams(into *paramTable, tables []*table) error {
	for _, t := range tables {
		for _, row := range t.full {
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
	}
	return nil
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
	if found := pt.find(name); found != "" {
		return found, nil
	}
	if name == "" {
		return pt.nameless()
	}
	return name, nil
}

// find is the parameter of the line that a text names: all of it but for the case of
// letters and what stands between them, or one of its words.
func (pt *paramTable) find(said string) string {
	said = token(said)
	for _, p := range pt.line.Params {
		if letters(p.Name) == letters(said) {
			return p.Name
		}
	}
	for word := range strings.FieldsSeq(said) {
		if word = strings.Trim(word, "*?:,"); pt.has(word) {
			return word
		}
	}
	return ""
}

// letters are the letters and digits of a name, in lower case.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// nameless is what becomes of a row without a name: the line can do without it.
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
