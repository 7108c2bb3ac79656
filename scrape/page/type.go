package page

import "github.com/tlcrawl/tlcrawl/model"

func (d *document) typ(cache *lineCache) (*model.Type, error) {
	lines, err := d.tlBlock(cache)
	if err != nil {
		return nil, err
	}
	t := &model.Type{Name: d.name}
	for _, l := range lines {
		if l.function {
			t.Methods = append(t.Methods, l.Name)
		} else {
			t.Constructors = append(t.Constructors, l.Name)
		}
	}
	b := d.body()
	t.Description = d.md.render(b.description)
	t.Sections, err = d.apply(b, rules{
		"constructors":  d.listed(),
		"methods":       d.listed(),
		"related-pages": d.related(&t.Related),
	})
	if err != nil {
		return nil, err
	}
	t.Documented = described(t.Description, nil)
	return t, nil
}
