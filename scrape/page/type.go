package page

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

func (d *document) typ(cache *lineCache) (*model.Type, error) {
	block, err := d.tlBlock(cache)
	if err != nil {
		return nil, err
	}
	t := &model.Type{Name: d.name, AvailableAsOf: block.availableAsOf, Lines: layered(block.lines)}
	for _, l := range block.lines {
		list := &t.Constructors
		if l.function {
			list = &t.Methods
		}
		if !slices.Contains(*list, l.Name) { // the end-to-end schema repeats names
			*list = append(*list, l.Name)
		}
	}
	b := d.body()
	t.Description = d.md.render(b.description)
	t.Sections, err = d.apply(b, rules{
		"constructors":  d.listed(KindConstructor, &t.Constructors),
		"methods":       d.listed(KindMethod, &t.Methods),
		"related-pages": d.related(&t.Related),
	})
	if err != nil {
		return nil, err
	}
	t.Documented = described(t.Description, nil)
	return t, nil
}
