package scrape

import (
	"context"
	"errors"
	"io/fs"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// Checkout is a saved copy of a site at one time. It may lack pages.
type Checkout interface {
	// Page returns the page at an escaped path, parsed, which Assemble does not change.
	// The error of one that is not there matches fs.ErrNotExist.
	Page(path string) (*page.Page, error)
	// Names lists the entities of a kind that it has pages of, in order.
	Names(kind model.Kind) []string
}

// Assembled is a snapshot made of saved pages.
type Assembled struct {
	Snapshot *model.Snapshot
	// Failed are the pages that are there and cannot be used, in the order of the index.
	Failed []*PageError
}

// ErrNoPages says that a checkout has no page of the reference.
var ErrNoPages = errors.New("no pages of the API reference")

// Assemble makes a snapshot of a checkout of a site at an address, as Crawl makes one of a
// site. Unlike a crawl it accepts what is missing: an entity without a page has what the
// schema says, and without the page /schema the lines of the pages are the schema. What
// a page of another layer says does not count. Its error is ErrNoPages, a PageError of
// /schema, or one of the context.
func Assemble(ctx context.Context, c Checkout, address string) (*Assembled, error) {
	site, err := ParseSite(address)
	if err != nil {
		return nil, err
	}
	a := &assembly{Checkout: c, site: site.String()}
	schema, err := a.schema()
	if err != nil {
		return nil, err
	}
	var methods page.MethodIndex
	if p := a.optional(page.KindMethods, "/methods", ""); p != nil {
		methods = *p.Methods
	}
	index := newIndex(schema, &methods, model.Kinds)
	if a.listed {
		index.addListed(c, schema.Layer)
	}
	var answers []answer
	for _, address := range index.addresses {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if got, ok := a.answer(address); ok {
			answers = append(answers, got)
		}
	}
	s := index.snapshot(a.site, schema, answers).Snapshot
	a.addTables(s)
	if a.listed {
		s.Order = nil // the pages do not show it
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return &Assembled{s, a.failed}, nil
}

// assembly is a snapshot in the making.
type assembly struct {
	Checkout
	site string
	// listed is set if the page /schema is missing: the other pages are the index.
	listed bool
	failed []*PageError
}

// schema returns the page /schema, or one made of the other pages.
func (a *assembly) schema() (*page.Page, error) {
	p, err := a.Page("/schema")
	if errors.Is(err, fs.ErrNotExist) {
		a.listed = true
		return a.fromPages()
	}
	if err == nil {
		err = address{kind: page.KindSchema}.check(p)
	}
	if err == nil && p.Layer == 0 {
		err = &page.LayoutError{Want: "layer"}
	}
	if err != nil {
		return nil, &PageError{URL: a.site + "/schema", Err: err}
	}
	return p, nil
}

// fromPages makes the schema of the lines on the pages of the layer that most pages show.
func (a *assembly) fromPages() (*page.Page, error) {
	var pages []*page.Page
	layers := map[int]int{}
	layer := 0
	for _, kind := range model.Kinds {
		for _, name := range a.Names(kind) {
			p, err := a.Page(page.EntityPath(kind, name))
			if err != nil || p.AvailableAsOf != 0 || p.Layer == 0 || p.Kind != page.Kind(kind) {
				continue
			}
			pages = append(pages, p)
			if layers[p.Layer]++; layers[p.Layer] > layers[layer] {
				layer = p.Layer
			}
		}
	}
	if layer == 0 {
		return nil, ErrNoPages
	}
	schema := &page.Page{Kind: page.KindSchema, Layer: layer, Schema: &page.Schema{Name: model.SchemaAPI}}
	for _, p := range pages {
		if p.Layer != layer {
			continue
		}
		if len(p.Layers) > len(schema.Layers) {
			schema.Layers = p.Layers
		}
		switch p.Kind {
		case page.KindMethod:
			schema.Schema.Methods = appendLine(schema.Schema.Methods, p.Method.TL)
		case page.KindConstructor:
			schema.Schema.Constructors = appendLine(schema.Schema.Constructors, p.Constructor.TL)
		}
	}
	return schema, nil
}

func appendLine(list []model.Combinator, line string) []model.Combinator {
	if c, err := model.ParseCombinator(line); err == nil {
		list = append(list, c)
	}
	return list
}

// addListed adds the pages that are there and that no line leads to: announced entities,
// and types whose constructors have no pages.
func (ix *index) addListed(c Checkout, layer int) {
	known := map[string]bool{}
	for _, a := range ix.addresses {
		known[a.path] = true
	}
	for _, kind := range model.Kinds {
		for _, name := range c.Names(kind) {
			if a := entityAddress(kind, name, layer); !known[a.path] {
				known[a.path] = true
				a.extra, a.linked = true, kind != model.KindType
				ix.addresses = append(ix.addresses, a)
			}
		}
	}
}

// answer gets the page of an entity, if it is there and of use.
func (a *assembly) answer(at address) (answer, bool) {
	p, err := a.Page(at.path)
	if errors.Is(err, fs.ErrNotExist) {
		return answer{}, false
	}
	if err == nil {
		err = at.check(p)
	}
	got := answer{address: at, err: err}
	if err == nil {
		got.page = copyOf(p)
		return got, true
	}
	if got.failed() {
		a.fail(at.path, err)
		return got, false
	}
	return got, true
}

func (a *assembly) fail(path string, err error) {
	a.failed = append(a.failed, &PageError{URL: a.site + path, Err: err})
}

// copyOf is a page whose entity may be completed.
func copyOf(p *page.Page) *page.Page {
	c := *p
	switch {
	case p.Method != nil:
		c.Method = new(*p.Method)
	case p.Constructor != nil:
		c.Constructor = new(*p.Constructor)
	case p.Type != nil:
		c.Type = new(*p.Type)
	}
	return &c
}

// addTables adds the site's table of errors and its other schemas.
func (a *assembly) addTables(s *model.Snapshot) {
	if p := a.optional(page.KindErrors, errorTablePath, ""); p != nil {
		s.ErrorTable = p.ErrorTable
	}
	for _, name := range []string{model.SchemaMTProto, model.SchemaEndToEnd} {
		if p := a.optional(page.KindSchema, "/schema/"+name, name); p != nil {
			if s.Schemas == nil {
				s.Schemas = map[string]*model.Schema{}
			}
			s.Schemas[name] = &model.Schema{Combinators: p.Schema.Combinators}
		}
	}
}

// optional gets a page that a snapshot does without; it is nil then.
func (a *assembly) optional(kind page.Kind, path, name string) *page.Page {
	p, err := a.Page(path)
	if err == nil {
		err = address{kind: kind, name: name}.check(p)
	}
	switch {
	case err == nil:
		return p
	case !absent(err):
		a.fail(path, err)
	}
	return nil
}
