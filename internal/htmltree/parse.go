package htmltree

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Parser makes trees, one after the other, in the same memory: pages come by the thousand,
// and nodes are half of the memory that it takes to read one. The zero value is ready.
type Parser struct {
	rest       string      // what is not read yet
	open       []opened    // the elements that are open, the body first
	nodes      []html.Node // room for nodes
	attributes []html.Attribute
}

// Parse makes the tree of a document that begins with <!DOCTYPE html> and goes on with
// an element of its body. The tree is there until the next Parse. ok is false where the
// document is not as plain as that: then html.Parse knows.
func (p *Parser) Parse(b []byte) (document *html.Node, ok bool) {
	if !utf8.Valid(b) || bytes.IndexByte(b, '\r') >= 0 || bytes.IndexByte(b, 0) >= 0 {
		return nil, false
	}
	rest, ok := strings.CutPrefix(string(b), "<!DOCTYPE html>")
	if !ok || len(rest) < 2 || rest[0] != '<' || rest[1] == '/' {
		return nil, false
	}
	p.reset(rest)
	document = p.begin()
	for p.rest != "" {
		if p.rest[0] != '<' {
			ok = p.text()
		} else {
			ok = p.tag()
		}
		if !ok {
			return nil, false
		}
	}
	return document, true
}

// maxRoom bounds the nodes that room is made for ahead, and that are kept for the next
// page: 2 MB of them. A large page of a method has some 500.
const maxRoom = 16_000

// reset makes room for a document: with each tag goes a text, mostly, and every second
// one ends an element.
func (p *Parser) reset(rest string) {
	tags := strings.Count(rest, "<")
	clear(p.nodes)
	p.nodes = slices.Grow(p.nodes[:0], min(tags+tags/2, maxRoom))
	p.attributes = p.attributes[:0]
	p.rest, p.open = rest, p.open[:0]
}

// opened is an element that is open.
type opened struct {
	*html.Node
	class
}

// begin makes what every document has above its body.
func (p *Parser) begin() *html.Node {
	document := p.node(html.Node{Type: html.DocumentNode})
	root := p.node(html.Node{Type: html.ElementNode, DataAtom: atom.Html, Data: "html"})
	body := p.node(html.Node{Type: html.ElementNode, DataAtom: atom.Body, Data: "body"})
	document.AppendChild(p.node(html.Node{Type: html.DoctypeNode, Data: "html"}))
	document.AppendChild(root)
	root.AppendChild(p.node(html.Node{Type: html.ElementNode, DataAtom: atom.Head, Data: "head"}))
	root.AppendChild(body)
	p.open = append(p.open, opened{body, block})
	return document
}

// node puts a node where there is room.
func (p *Parser) node(n html.Node) *html.Node {
	if len(p.nodes) == cap(p.nodes) {
		p.nodes = make([]html.Node, 0, 64)
	}
	p.nodes = append(p.nodes, n)
	return &p.nodes[len(p.nodes)-1]
}

// current is the innermost element that is open.
func (p *Parser) current() opened { return p.open[len(p.open)-1] }

// text reads what stands before the next tag.
func (p *Parser) text() bool {
	said := p.rest
	if end := strings.IndexByte(said, '<'); end >= 0 {
		said = said[:end]
	}
	p.rest = p.rest[len(said):]
	in := p.current()
	switch {
	case in.holds() != unknown && strings.Trim(said, " \t\n\f") != "":
		return false // it would be moved out of the table
	case in.DataAtom == atom.Pre && in.FirstChild == nil && said[0] == '\n':
		return false // that line break would not count
	}
	if strings.IndexByte(said, '&') >= 0 {
		said = html.UnescapeString(said)
	}
	last := in.LastChild
	if last == nil || last.Type != html.TextNode {
		in.AppendChild(p.node(html.Node{Type: html.TextNode, Data: said}))
		return true
	}
	last.Data += said
	return len(last.Data) <= maxJoined
}

// maxJoined bounds the text that is put together of parts, each time anew: behind the last
// element of a page is some white space.
const maxJoined = 1000
