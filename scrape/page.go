package scrape

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

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

// document is a whole page of this site, parsed, with its kind and name known.
type document struct {
	reader *Reader
	kind   PageKind
	name   string
	md     markdown
	marks  landmarks
	parts  parts              // what was cut out before parsing
	lines  []model.Combinator // those of the page itself, once they are read
}

// open parses a page and makes sure that it is one, whole and of this site.
func (rd *Reader) open(b []byte) (*document, error) {
	if err := checkWhole(b); err != nil {
		return nil, err
	}
	d, err := rd.parse(b)
	if err != nil {
		return nil, &LayoutError{Want: "markup", Err: err}
	}
	if d.marks.content == nil {
		return nil, &ForeignError{Title: pageTitle(b)}
	}
	title := ""
	if d.marks.title != nil {
		title = text(d.marks.title)
	}
	if title == "Page not found" || saysOnly(d.marks.content, "The page has not been saved") {
		return nil, &StubError{}
	}
	if d.kind, d.name, err = d.identify(title); err != nil {
		return nil, err
	}
	page := rd.site
	if d.name != "" {
		page = rd.site.JoinPath(string(d.kind), url.PathEscape(d.name))
	}
	d.md = markdown{page, rd.whole}
	return d, nil
}

// parse finds the landmarks of a page, quickly where its layout is the one that is known.
func (rd *Reader) parse(b []byte) (*document, error) {
	d := &document{reader: rd}
	if !rd.whole {
		buffer := rd.buffers.Get().(*[]byte)
		defer rd.buffers.Put(buffer)
		if parts, ok := cut(b, *buffer); ok {
			d.parts, b = parts, parts.content
			*buffer, d.parts.content = parts.content, nil
		}
	}
	root, err := parse(b)
	if err != nil {
		return nil, err
	}
	d.marks.find(root)
	return d, nil
}

// parse makes a tree of a page. It takes any bytes but those that nest too deep.
func parse(b []byte) (*html.Node, error) {
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	return html.Parse(bytes.NewReader(b))
}

// pageTitle is what a page calls itself in its head.
func pageTitle(b []byte) string {
	root, err := parse(b)
	if err != nil {
		return ""
	}
	return fold(goquery.NewDocumentFromNode(root).FindMatcher(selHeadTitle).First().Text())
}

// saysOnly tells whether the text under a node is the one given, and no longer.
func saysOnly(n *html.Node, want string) bool {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			if b.Len() > 10*len(want) {
				return false
			}
		}
	}
	return fold(b.String()) == want
}

var pageEnd = []byte("</html>")

// checkWhole refuses bytes that are no HTML, or HTML that does not end. The site
// may put a comment behind the end.
func checkWhole(b []byte) error {
	if bytes.LastIndex(b, pageEnd) >= 0 { // it is found at the end
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
	for _, a := range []*html.Node{d.marks.crumb, d.marks.current} {
		if a == nil {
			continue
		}
		u, err := url.Parse(attr(a, "href"))
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

// text is the text under a node, in one line.
func text(n *html.Node) string { return fold(allText(n)) }

func allText(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
