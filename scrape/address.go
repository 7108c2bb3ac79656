package scrape

import (
	"fmt"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// address is one page of the index.
type address struct {
	path string
	kind page.Kind
	name string
	// layer is the layer that the page must show, 0 for any.
	layer int
	// extra marks an entity that the schema does not have: a method that /methods lists, or
	// an entity that an announced method links to.
	extra bool
	// linked marks an extra entity that is known only from a link: it is requested once,
	// and its failure does not count.
	linked bool
	cache  CacheMode
}

// entityAddress returns the address of an entity's page.
func entityAddress(kind model.Kind, name string, layer int) address {
	return address{path: page.EntityPath(kind, name), kind: page.Kind(kind), name: name, layer: layer}
}

// check checks that a page belongs to the address and its layer.
func (a address) check(p *page.Page) error {
	if p.Kind != a.kind || p.Name != a.name {
		return &NameError{Want: describe(a.kind, a.name), Got: describe(p.Kind, p.Name)}
	}
	switch {
	case a.layer != 0 && p.Unfilled:
		return &NoSchemaError{}
	case a.layer != 0 && p.Layer == 0:
		return &page.LayoutError{Want: "layer"}
	case a.layer != 0 && p.Layer != a.layer:
		return &LayerError{Want: a.layer, Got: p.Layer}
	case p.AvailableAsOf != 0 && !a.extra:
		return &page.LayoutError{Want: "schema", Err: fmt.Errorf("it is that of layer %d, though /schema has it", p.AvailableAsOf)}
	}
	return nil
}

func describe(kind page.Kind, name string) string {
	if name == "" {
		return string(kind)
	}
	return string(kind) + " " + name
}
