package page

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// paramRow is a row of a table of parameters.
type paramRow struct {
	model.Param
	// bold is the first bold text of the name's cell: what stands beside it (a badge, a
	// footnote) is not part of the name.
	bold string
}

// paramTable reads the table of parameters. A page without one has none.
func (d *document) paramTable(into *[]paramRow) rule {
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
			name := t.cell(row, "name")
			r := paramRow{bold: bold(name), Param: model.Param{
				Name:        token(t.text(row, "name")),
				Type:        token(t.text(row, "type")),
				Description: d.md.cell(t.cell(row, "description")),
			}}
			if strings.HasPrefix(r.Name, "{") {
				continue // {X:Type}, a type variable: the TL line has it
			}
			if r.Name == "" {
				return &LayoutError{Want: "name of a parameter"}
			}
			*into = append(*into, r)
		}
		return nil
	}
}

func bold(cell *html.Node) string {
	if cell == nil {
		return ""
	}
	return token(collapseSpace(goquery.NewDocumentFromNode(cell).FindMatcher(selBold).First().Text()))
}

// mergeParams lists the parameters of a page. The line says which there are and of which
// types, the table only describes them: differ holds the table's names where they are
// not those of the line. Without a line, the table is all there is.
func mergeParams(line *model.Combinator, table []paramRow) (params []model.Param, differ []string) {
	if line == nil {
		for _, r := range table {
			params = append(params, r.Param)
		}
		return params, nil
	}
	params = slices.Clone(line.Params)
	for _, r := range table {
		if p := findParam(params, r); p != nil && p.Description == "" {
			p.Description = r.Description
		}
	}
	same := func(p model.Param, r paramRow) bool { return p.Name == r.Name }
	if len(table) > 0 && !slices.EqualFunc(params, table, same) {
		for _, r := range table {
			differ = append(differ, r.Name)
		}
	}
	return params, differ
}

// findParam finds the parameter that a row is about: by its name, by the bold part of
// the name's cell, or by the first of several words in it.
func findParam(params []model.Param, r paramRow) *model.Param {
	first, _, _ := strings.Cut(r.Name, " ")
	for _, name := range []string{r.Name, r.bold, first} {
		if i := slices.IndexFunc(params, func(p model.Param) bool { return p.Name == name }); i >= 0 {
			return &params[i]
		}
	}
	return nil
}
