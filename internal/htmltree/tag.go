package htmltree

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// tag reads the beginning or the end of an element.
func (p *Parser) tag() bool {
	p.rest = p.rest[1:]
	var end bool
	p.rest, end = strings.CutPrefix(p.rest, "/")
	name := p.word()
	e, ok := elements[name]
	if !ok {
		return false
	}
	attributes, ok := p.attrs(e.class)
	switch {
	case !ok:
		return false
	case end:
		return attributes == nil && p.end(e)
	}
	return p.start(e, p.node(html.Node{Type: html.ElementNode, DataAtom: e.Atom, Data: name, Attr: attributes}))
}

// word reads a name.
func (p *Parser) word() string {
	n := 0
	for n < len(p.rest) && (p.rest[n] >= 'a' && p.rest[n] <= 'z' || p.rest[n] >= '0' && p.rest[n] <= '9' || p.rest[n] == '-') {
		n++
	}
	name := p.rest[:n]
	p.rest = p.rest[n:]
	return name
}

// maxAttributes is more than any element of a page has: each is held against those before.
const maxAttributes = 30

// attrs reads the rest of a tag: attributes like name="value".
func (p *Parser) attrs(c class) ([]html.Attribute, bool) {
	first := len(p.attributes)
	for {
		spaced := strings.TrimLeft(p.rest, " \n")
		if after, ok := strings.CutPrefix(spaced, ">"); ok {
			p.rest = after
			break
		}
		if after, ok := strings.CutPrefix(spaced, "/>"); ok && (c == void || c == rule) {
			p.rest = after
			break
		}
		if spaced == p.rest {
			return nil, false
		}
		p.rest = spaced
		a, ok := p.attr()
		if !ok || len(p.attributes)-first == maxAttributes || slices.ContainsFunc(p.attributes[first:], func(b html.Attribute) bool { return b.Key == a.Key }) {
			return nil, false
		}
		p.attributes = append(p.attributes, a)
	}
	if len(p.attributes) == first {
		return nil, true
	}
	return slices.Clip(p.attributes[first:]), true
}

// attr reads one attribute. A value with an ampersand follows rules of its own.
func (p *Parser) attr() (a html.Attribute, ok bool) {
	a.Key = p.word()
	value, ok := strings.CutPrefix(p.rest, `="`)
	if a.Key == "" || !ok {
		return a, false
	}
	if a.Val, p.rest, ok = strings.Cut(value, `"`); !ok || strings.IndexByte(a.Val, '&') >= 0 {
		return a, false
	}
	return a, true
}
