package page

import (
	"io"
	"net/url"
	"sync"
)

// Reader reads the pages of one site. It is safe for concurrent use. It caches what many
// pages of a crawl repeat: the list of layers and the lines of the schema.
type Reader struct {
	site *url.URL
	// reference makes the Reader parse complete pages and convert every text with the
	// library. Tests compare the fast path with it.
	reference bool

	buffers sync.Pool // of *[]byte, for trimmed pages
	menu    menuCache
	lines   lineCache
}

// NewReader returns a Reader that resolves links against site, the address of the
// site's root.
func NewReader(site *url.URL) *Reader {
	return &Reader{site: site, buffers: sync.Pool{New: func() any { return new([]byte) }}}
}

// Read reads one page. Links are resolved against site, the address of the site's root. An
// invalid page is a MissingPageError, a TruncatedError, an UnexpectedPageError or a
// LayoutError.
func Read(r io.Reader, site *url.URL) (*Page, error) { return NewReader(site).Read(r) }

// Read reads one page, as the function Read does.
func (rd *Reader) Read(r io.Reader) (*Page, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return rd.Parse(b)
}

// Parse reads the bytes of one page, as Read does.
func (rd *Reader) Parse(b []byte) (*Page, error) {
	if err := checkSize(b); err != nil {
		return nil, err
	}
	if isJSON(b) {
		table, err := readErrors(b)
		if err != nil {
			return nil, err
		}
		return &Page{Kind: KindErrors, Layer: table.Layer, ErrorTable: table}, nil
	}
	if err := checkComplete(b); err != nil {
		return nil, err
	}
	if !rd.reference {
		p, trimmed, err := rd.fast(b)
		if err == nil || !trimmed {
			return p, err
		}
		// A trimmed page is rejected only if the whole page is.
	}
	return rd.full(b)
}

// fast reads a page without the parts that need no HTML parser, if they are where trim
// expects them; trimmed reports whether they are.
func (rd *Reader) fast(b []byte) (p *Page, trimmed bool, err error) {
	buffer := rd.buffers.Get().(*[]byte)
	defer rd.buffers.Put(buffer) // the parser copies what it keeps
	parts, ok := trim(b, *buffer, rd.menu.known())
	if !ok {
		p, err = rd.full(b)
		return p, false, err
	}
	*buffer = parts.content
	d, err := rd.open(parts.content, b)
	if err != nil {
		return nil, true, err
	}
	d.parts = parts
	p, err = rd.page(d)
	if err == nil && p.Layer == 0 && parts.menu != nil { // the list itself may show it
		p, err = rd.full(b)
	}
	return p, true, err
}

// full parses the complete page.
func (rd *Reader) full(b []byte) (*Page, error) {
	d, err := rd.open(b, b)
	if err != nil {
		return nil, err
	}
	return rd.page(d)
}

// page returns the Page of a document.
func (rd *Reader) page(d *document) (*Page, error) {
	p := &Page{Kind: d.kind, Name: d.name, Layer: d.shownLayer()}
	if d.parts.menu != nil {
		p.Layers = rd.menu.layers(d.parts.menu)
	} else {
		p.Layers = layerList(d.marks.menu)
	}
	if err := d.read(p, &rd.lines); err != nil {
		return nil, err
	}
	if p.Size = *d.md.size; p.Size > maxText {
		return nil, tooMuchText(p.Size)
	}
	return p, nil
}
