package scrape

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// PageKind is what a page of the reference is about.
type PageKind string

// The kinds of pages that Read knows.
const (
	PageMethod               = PageKind(model.KindMethod)
	PageConstructor          = PageKind(model.KindConstructor)
	PageType                 = PageKind(model.KindType)
	PageSchema      PageKind = "schema"
	PageMethods     PageKind = "methods"
	PageLayers      PageKind = "layers"
	PageErrors      PageKind = "errors"
)

// MaxPage is the size in bytes of the largest page that Read takes. The largest of
// the site, /api/layers, has 0.9 MB.
const MaxPage = 8 << 20

// Page is what one page of the reference says. Of the pointers, the one that goes
// with Kind is set.
type Page struct {
	Kind PageKind
	// Name is the entity's name in the schema and the address.
	Name string
	// Layer is the layer that the page shows, 0 where it shows none.
	Layer  int
	Layers []model.Layer

	// Unproven is set by a crawl where an id is not the CRC32 of its line, however
	// often the page is asked for.
	Unproven bool

	Method      *model.Method
	Constructor *model.Constructor
	Type        *model.Type
	Schema      *Schema
	Methods     *MethodIndex
	Changes     *LayerChanges
	ErrorTable  *model.ErrorTable

	lines []model.Combinator // those of the page itself
}

// Entity is what the page is about, whatever its kind.
func (p *Page) Entity() any {
	switch p.Kind {
	case PageMethod:
		return p.Method
	case PageConstructor:
		return p.Constructor
	case PageType:
		return p.Type
	case PageSchema:
		return p.Schema
	case PageLayers:
		return p.Changes
	case PageErrors:
		return p.ErrorTable
	default:
		return p.Methods
	}
}

// proof holds the ids of the page against their lines. Its error is an IDError.
func (p *Page) proof() error {
	for _, c := range p.lines {
		if err := c.CheckID(); err != nil {
			return err
		}
	}
	return nil
}

// Read reads one page. Links are made absolute against site, the address of the
// site's root. A page that cannot be believed is a StubError, a CutError, a
// ForeignError or a LayoutError.
func Read(r io.Reader, site *url.URL) (*Page, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxPage+1))
	if err != nil {
		return nil, err
	}
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
	d, err := open(b, site)
	if err != nil {
		return nil, err
	}
	p := &Page{Kind: d.kind, Name: d.name}
	p.Layer, p.Layers = d.layers()
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
	if err != nil {
		return nil, err
	}
	p.lines = d.lines
	return p, nil
}

// document is a whole page of this site, parsed, with its kind and name known.
type document struct {
	*goquery.Document
	kind  PageKind
	name  string
	md    markdown
	lines []model.Combinator // those of the page itself, once they are read
}

// open parses a page and makes sure that it is one, whole and of this site.
func open(b []byte, site *url.URL) (*document, error) {
	if err := checkWhole(b); err != nil {
		return nil, err
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ToValidUTF8(string(b), "\uFFFD")))
	if err != nil {
		return nil, &LayoutError{Want: "markup", Err: err}
	}
	content := doc.FindMatcher(selContent)
	title := fold(doc.FindMatcher(selTitle).First().Text())
	if content.Length() == 0 {
		return nil, &ForeignError{Title: fold(doc.Find("title").First().Text())}
	}
	if title == "Page not found" || fold(content.Text()) == "The page has not been saved" {
		return nil, &StubError{}
	}
	d := &document{Document: doc}
	if d.kind, d.name, err = d.identify(title); err != nil {
		return nil, err
	}
	page := site
	if d.name != "" {
		page = site.JoinPath(string(d.kind), url.PathEscape(d.name))
	}
	d.md = markdown{page}
	return d, nil
}

// checkWhole refuses bytes that are no HTML, or HTML that does not end. The site
// may put a comment behind the end.
func checkWhole(b []byte) error {
	if bytes.Contains(b, []byte("</html>")) {
		return nil
	}
	start := bytes.ToLower(bytes.TrimSpace(b[:min(len(b), 512)]))
	if len(start) == 0 || bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")) {
		return &CutError{Size: len(bytes.TrimSpace(b))}
	}
	return &ForeignError{}
}

// identify finds out what the page is about: by the last of its bread crumbs, or by
// the link of the schema that marks the page itself. The title is no guide: it may
// differ from the name in the case of letters.
func (d *document) identify(title string) (PageKind, string, error) {
	hrefs := []string{
		d.FindMatcher(selCrumbs).Last().AttrOr("href", ""),
		d.FindMatcher(selCurrent).First().AttrOr("href", ""),
	}
	for _, href := range hrefs {
		u, err := url.Parse(href)
		if err != nil {
			continue
		}
		if kind, name, ok := entityPath(u.Path); ok {
			if err := model.CheckName(name); err != nil {
				return "", "", &LayoutError{Want: "name", Err: err}
			}
			return PageKind(kind), name, nil
		}
		switch u.Path {
		case "/schema":
			return PageSchema, "", nil
		case "/methods":
			return PageMethods, "", nil
		case "/api/layers":
			return PageLayers, "", nil
		}
	}
	return "", "", &ForeignError{Title: title}
}

// entityPath takes /method/auth.sendCode apart.
func entityPath(path string) (model.Kind, string, bool) {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok {
		return "", "", false
	}
	room, name, ok := strings.Cut(rest, "/")
	if !ok {
		return "", "", false
	}
	for _, k := range model.Kinds {
		if room == string(k) {
			return k, strings.TrimSuffix(name, "/"), true
		}
	}
	return "", "", false
}

// EntityPath is the path of an entity's page: /type/Vector%20t
func EntityPath(kind model.Kind, name string) string {
	return "/" + string(kind) + "/" + url.PathEscape(name)
}

var errNoLine = errors.New("no line of it is that of the page")

// fold makes one line of a text, its white space folded and trimmed.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func text(n *html.Node) string {
	return fold(goquery.NewDocumentFromNode(n).Text())
}
