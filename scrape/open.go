package scrape

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// document is a whole page of this site, parsed, with its kind and name known.
type document struct {
	reader   *Reader
	kind     PageKind
	name     string
	md       markdown
	marks    landmarks
	parts    parts // what was cut out before parsing
	unproven error // the IDError of a line of the page itself, once it is read
}

// open parses a page and makes sure that it is one of this site.
func (rd *Reader) open(b []byte, desk *desk, quick bool) (d *document, cut bool, err error) {
	if d, cut, err = rd.parse(b, desk, quick); err != nil {
		return nil, cut, &LayoutError{Want: "markup", Err: err}
	}
	if d.marks.content == nil {
		return nil, cut, &ForeignError{Title: pageTitle(b)}
	}
	title := ""
	if d.marks.title != nil {
		title = text(d.marks.title)
	}
	if title == "Page not found" || d.marks.scheme == nil && saysOnly(d.marks.content, "The page has not been saved") {
		return nil, cut, &StubError{}
	}
	if d.kind, d.name, err = d.identify(title); err != nil {
		return nil, cut, err
	}
	page := rd.site
	if d.name != "" {
		page = rd.site.JoinPath(string(d.kind), url.PathEscape(d.name))
	}
	d.md = markdown{page, !quick}
	return d, cut, nil
}

// parse finds the landmarks of a page.
func (rd *Reader) parse(b []byte, desk *desk, quick bool) (d *document, cut bool, err error) {
	d = &document{reader: rd}
	if quick {
		var parts parts
		if parts, cut = takeApart(b, desk.content, rd.knownMenu()); cut {
			b, desk.content = parts.content, parts.content
			d.parts.menu, d.parts.scheme = parts.menu, parts.scheme
			if root, ok := desk.trees.Parse(b); ok {
				d.marks.find(root)
				return d, cut, nil
			}
		}
	}
	root, err := parse(b)
	if err != nil {
		return nil, cut, err
	}
	d.marks.find(root)
	return d, cut, nil
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
	for c := range under(n) {
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
			return PageKind(kind), strings.Clone(name), nil // or it would keep the whole page
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
