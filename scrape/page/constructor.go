package page

import "github.com/tlcrawl/tlcrawl/model"

func (d *document) constructor(p *Page, c combinator) error {
	k := &model.Constructor{
		Name: d.name, ID: c.line.ID, TL: c.line.Line, Type: c.line.Result, Lines: c.lines, AvailableAsOf: c.availableAsOf,
	}
	table := &paramTable{line: c.line}
	b := d.body()
	k.Description = d.md.render(b.description)
	var err error
	k.Sections, err = d.apply(b, rules{
		"parameters":    d.params(table),
		"type":          d.result(c.line, &k.Type),
		"related-pages": d.related(&k.Related),
	}, d.paramsByTable(table), d.resultByWords(c.line))
	if err != nil {
		return err
	}
	k.Params, k.ParamTable, p.TableMismatch = table.result()
	k.Documented = new(described(k.Description, k.Params))
	p.Constructor = k
	return nil
}
