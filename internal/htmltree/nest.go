package htmltree

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth is much deeper than pages nest, and less deep than html.Parse refuses to.
const maxDepth = 100

// start opens an element in the one that is open, where html.Parse would put it there.
func (p *Parser) start(e element, n *html.Node) bool {
	in := p.current()
	if need := in.holds(); need != unknown {
		return e.class == need && p.push(e, n)
	}
	switch e.class {
	case inline:
		return !(e.Atom == atom.A && p.inLink()) && p.push(e, n)
	case item:
		return (in.DataAtom == atom.Ul || in.DataAtom == atom.Ol) && p.push(e, n)
	case block, table:
		return p.endParagraph() && p.push(e, n)
	case heading:
		return in.class != heading && p.endParagraph() && p.push(e, n)
	case rule:
		if !p.endParagraph() {
			return false
		}
		fallthrough
	case void:
		p.current().AppendChild(n)
		return true
	}
	return false
}

func (p *Parser) push(e element, n *html.Node) bool {
	p.current().AppendChild(n)
	p.open = append(p.open, opened{n, e.class})
	return len(p.open) <= maxDepth
}

// end closes the element that is open. Another one cannot be closed, but the end of a
// paragraph that is not open makes an empty one, and in the body, where nothing is open,
// the end of a block does not count.
func (p *Parser) end(e element) bool {
	in := p.current()
	switch {
	case in.DataAtom == e.Atom:
		p.open = p.open[:len(p.open)-1]
		return true
	case e.Atom == atom.P:
		if in.holds() != unknown || p.paragraph() >= 0 {
			return false
		}
		in.AppendChild(p.node(html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}))
		return true
	}
	return e.class == block && len(p.open) == 1
}

// endParagraph closes the paragraph that a block ends.
func (p *Parser) endParagraph() bool {
	switch p.paragraph() {
	case -1:
		return true
	case len(p.open) - 1:
		p.open = p.open[:len(p.open)-1]
		return true
	}
	return false // words in it are open, and would be opened again behind it
}

// paragraph is the place of the paragraph that is open, -1 if there is none. Cells begin
// anew.
func (p *Parser) paragraph() int {
	for i, o := range slices.Backward(p.open) {
		switch {
		case o.DataAtom == atom.P:
			return i
		case o.class == cell:
			return -1
		}
	}
	return -1
}

// inLink tells whether a link is open: there is none in a link.
func (p *Parser) inLink() bool {
	return slices.ContainsFunc(p.open, func(o opened) bool { return o.DataAtom == atom.A })
}

// holds is what a part of a table holds and nothing else; unknown is anything.
func (c class) holds() class {
	switch c {
	case table:
		return group
	case group:
		return row
	case row:
		return cell
	}
	return unknown
}
