package scrape

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/internal/htmltree"
	"github.com/tlcrawl/tlcrawl/model"
)

// Reader reads the pages of one site. It is safe for use by several goroutines at once,
// and remembers what stands on many pages of a crawl: the list of layers, and lines of the
// schema.
type Reader struct {
	site *url.URL
	// whole has every page parsed as a whole: the reference that the quick way is held
	// against.
	whole bool

	desks sync.Pool // of *desk

	mu     sync.Mutex
	menu   []byte // the last list of layers that was read, and what it says
	layers []model.Layer
	lines  map[string]provenLine
}

// NewReader returns a Reader that makes links absolute against site, the address of the
// site's root.
func NewReader(site *url.URL) *Reader {
	return &Reader{site: site, desks: sync.Pool{New: func() any { return new(desk) }}}
}

// desk is what a page is read on, and the next one after it.
type desk struct {
	content []byte // of a page that was taken apart
	trees   htmltree.Parser
}

// Read reads one page. Links are made absolute against site, the address of the
// site's root. A page that cannot be believed is a StubError, a CutError, a
// ForeignError or a LayoutError.
func Read(r io.Reader, site *url.URL) (*Page, error) { return NewReader(site).Read(r) }

// Read reads one page, as the function Read does.
func (rd *Reader) Read(r io.Reader) (*Page, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxPage+1))
	if err != nil {
		return nil, err
	}
	return rd.Parse(b)
}

// Parse reads the bytes of one page, as Read does.
func (rd *Reader) Parse(b []byte) (*Page, error) {
	if len(b) > MaxPage {
		return nil, &ForeignError{Title: fmt.Sprintf("a file of more than %d MB", MaxPage>>20)}
	}
	if isJSON(b) {
		table, err := readErrors(b)
		if err != nil {
			return nil, err
		}
		return &Page{Kind: PageErrors, Layer: table.Layer, ErrorTable: table}, nil
	}
	p, cut, err := rd.page(b, !rd.whole)
	if cut && err != nil { // before a page is refused, it is read as a whole
		p, _, err = rd.page(b, false)
	}
	return p, err
}

// page reads a page, quickly if its layout is the one that is known; cut tells whether it
// is.
func (rd *Reader) page(b []byte, quick bool) (p *Page, cut bool, err error) {
	if err := checkWhole(b); err != nil {
		return nil, false, err
	}
	desk := rd.desks.Get().(*desk)
	defer rd.desks.Put(desk) // nothing of the page is left on it
	d, cut, err := rd.open(b, desk, quick)
	if err != nil {
		return nil, cut, err
	}
	p = &Page{Kind: d.kind, Name: d.name}
	p.Layer, p.Layers = d.shownLayer(), rd.layersOf(d)
	if err := d.read(p); err != nil {
		return nil, cut, err
	}
	p.unproven = d.unproven
	return p, cut, nil
}

// read reads what the page is about.
func (d *document) read(p *Page) (err error) {
	switch p.Kind {
	case PageMethod:
		p.Method, err = d.method()
	case PageConstructor:
		p.Constructor, err = d.constructor()
	case PageType:
		p.Type, err = d.typ()
	case PageSchema:
		p.Schema, err = d.schema()
	case PageMethods:
		p.Methods, err = d.methods()
	case PageLayers:
		p.Changes, err = d.changes()
	}
	return err
}

// knownMenu is the list of layers of the page that was read last, as it stands there.
func (rd *Reader) knownMenu() []byte {
	rd.mu.Lock()
	defer rd.mu.Unlock()
	return rd.menu
}

// layersOf is the list of layers of a page.
func (rd *Reader) layersOf(d *document) []model.Layer {
	if d.parts.menu == nil {
		return layerList(d.marks.menu)
	}
	rd.mu.Lock()
	defer rd.mu.Unlock()
	if !bytes.Equal(d.parts.menu, rd.menu) {
		root, err := parse(d.parts.menu)
		if err != nil {
			return nil // nobody nests a list that deep
		}
		rd.menu, rd.layers = bytes.Clone(d.parts.menu), layerList(root)
	}
	return rd.layers
}

// provenLine is a line of the schema, with the IDError of one that does not prove itself.
type provenLine struct {
	model.Combinator
	unproven error
}

// maxLines bounds the lines that are remembered; a layer has some 2,500.
const maxLines = 10_000

// line reads a line of the schema. Constructors of a type stand on the pages of all
// methods that return it, and each line on /schema.
func (rd *Reader) line(text string) (provenLine, error) {
	rd.mu.Lock()
	l, ok := rd.lines[text]
	rd.mu.Unlock()
	if ok {
		return l, nil
	}
	c, err := model.ParseCombinator(text)
	if err != nil {
		return l, err
	}
	l = provenLine{c, c.CheckID()}
	rd.mu.Lock()
	defer rd.mu.Unlock()
	if rd.lines == nil || len(rd.lines) == maxLines {
		rd.lines = map[string]provenLine{}
	}
	rd.lines[strings.Clone(text)] = l
	return l, nil
}
