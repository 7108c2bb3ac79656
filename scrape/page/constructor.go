package page

import "github.com/tlcrawl/tlcrawl/model"

// constructor reads the page of a constructor; line is its own, nil where the page has
// none.
func (d *document) constructor(line *model.Combinator) (*model.Constructor, error) {
	c := &model.Constructor{Name: d.name}
	if line != nil {
		c.ID, c.TL, c.Type = line.ID, line.Line, line.Result
	}
	var table []paramRow
	b := d.body()
	c.Description = d.md.render(b.description)
	var err error
	c.Sections, err = d.apply(b, rules{
		"parameters":    d.paramTable(&table),
		"type":          d.result(&c.Type),
		"related-pages": d.related(&c.Related),
	})
	if err != nil {
		return nil, err
	}
	c.Params, c.ParamTable = mergeParams(line, table)
	c.Documented = described(c.Description, c.Params)
	return c, nil
}
