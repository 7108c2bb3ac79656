package page

import "github.com/tlcrawl/tlcrawl/model"

func (d *document) constructor(line model.Combinator) (*model.Constructor, error) {
	c := &model.Constructor{Name: d.name, ID: line.ID, TL: line.Line, Type: line.Result}
	b := d.body()
	c.Description = d.md.render(b.description)
	var err error
	c.Sections, err = d.apply(b, rules{
		"parameters":    d.params(&c.Params),
		"type":          d.result(line.Result),
		"related-pages": d.related(&c.Related),
	})
	if err != nil {
		return nil, err
	}
	c.Documented = described(c.Description, c.Params)
	return c, nil
}
