package page

import (
	"bytes"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/tlcrawl/tlcrawl/model"
)

// document is a parsed page of this site whose kind and name are known.
type document struct {
	kind  Kind
	name  string
	md    markdown
	marks landmarks
	parts trimmedPage // what was trimmed off before parsing
}

// open parses markup, which is the page or what trim left of it, and checks that it is a
// page of this site.
func (rd *Reader) open(markup, page []byte) (*document, error) {
	root, err := parse(markup)
	if err != nil {
		return nil, &LayoutError{Want: "markup", Err: err}
	}
	d := &document{}
	if err := d.marks.find(root); err != nil {
		return nil, err
	}
	if d.marks.content == nil {
		return nil, &UnexpectedPageError{Title: pageTitle(page)}
	}
	title := ""
	if d.marks.title != nil {
		title = text(d.marks.title)
	}
	if title == "Page not found" || d.marks.scheme == nil && saysOnly(d.marks.content, "The page has not been saved") {
		return nil, &MissingPageError{}
	}
	if d.kind, d.name, err = d.identify(title); err != nil {
		return nil, err
	}
	if err := d.checkEntitySize(len(page)); err != nil {
		return nil, err
	}
	address := rd.site
	switch {
	case d.kind == KindSchema:
		address = rd.site.JoinPath("schema", d.name)
	case d.name != "":
		address = rd.site.JoinPath(string(d.kind), url.PathEscape(d.name))
	}
	d.md = markdown{address, rd.reference, new(int)}
	return d, nil
}

// parse parses HTML. It accepts any bytes except those with too deep nesting.
func parse(b []byte) (*html.Node, error) {
	if !utf8.Valid(b) {
		b = bytes.ToValidUTF8(b, []byte("\uFFFD"))
	}
	return html.Parse(bytes.NewReader(b))
}

// pageTitle is the title in a page's head.
func pageTitle(b []byte) string {
	root, err := parse(b)
	if err != nil {
		return ""
	}
	return collapseSpace(goquery.NewDocumentFromNode(root).FindMatcher(selHeadTitle).First().Text())
}

// says reports whether the text of a node is exactly the given one.
func says(n *html.Node, want string) bool {
	switch n.Type {
	case html.TextNode:
		return collapseSpace(n.Data) == want
	case html.ElementNode:
		return saysOnly(n, want)
	}
	return false
}

// saysOnly reports whether the text under a node is exactly the given one.
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
	return collapseSpace(b.String()) == want
}

var pageEnd = []byte("</html>")

// endsIn reports whether </html>, in any case, is near the end of a page.
func endsIn(b []byte) bool {
	return bytes.LastIndex(b, pageEnd) >= 0 || bytes.Contains(bytes.ToLower(b[max(0, len(b)-4096):]), pageEnd)
}

// checkComplete rejects bytes that are not HTML, or HTML without its end. The site may put
// a comment after the end.
func checkComplete(b []byte) error {
	if endsIn(b) {
		return nil
	}
	start := bytes.ToLower(bytes.TrimSpace(b[:min(len(b), 512)]))
	if len(start) == 0 || bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")) {
		return &TruncatedError{Size: len(bytes.TrimSpace(b))}
	}
	return &UnexpectedPageError{}
}

// identify determines the entity of the page: from its last breadcrumb or, failing that,
// from the link in the schema block that marks the page itself. The title is not used: it
// may differ from the name in case.
func (d *document) identify(title string) (Kind, string, error) {
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
			return Kind(kind), strings.Clone(name), nil // a substring would keep the page in memory
		}
		switch u.Path {
		case "/schema", "/schema/" + model.SchemaMTProto, "/schema/" + model.SchemaEndToEnd:
			return KindSchema, strings.TrimPrefix(u.Path[len("/schema"):], "/"), nil
		case "/methods":
			return KindMethods, "", nil
		case "/api/layers":
			return KindLayers, "", nil
		}
	}
	return "", "", &UnexpectedPageError{Title: title}
}

// read reads the content of the page into p.
func (d *document) read(p *Page, lines *lineCache) (err error) {
	switch d.kind {
	case KindMethod, KindConstructor:
		err = d.readCombinator(p, lines)
	case KindType:
		err = d.typ(p, lines)
	case KindSchema:
		err = d.schema(p, lines)
	case KindMethods:
		p.Methods, err = d.methods()
	case KindLayers:
		p.Changes, err = d.changes()
	}
	return err
}
