package page

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
)

// under iterates over everything under a node, in the order of the page. It is the
// Descendants of package html without a call for each level: a page is walked over several
// times.
func under(root *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		for n := root.FirstChild; n != nil; n = following(n, root) {
			if !yield(n) {
				return
			}
		}
	}
}

// following returns the node after n in the order of the page, nil at the end of root.
func following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n.NextSibling == nil {
		if n = n.Parent; n == root {
			return nil
		}
	}
	return n.NextSibling
}

// text returns the text under a node, in one line.
func text(n *html.Node) string { return collapseSpace(allText(n)) }

func allText(root *html.Node) string {
	var (
		first string // most texts are one node
		b     strings.Builder
	)
	for n := range under(root) {
		switch {
		case n.Type != html.TextNode:
		case first == "":
			first = n.Data
		default:
			if b.Len() == 0 {
				b.WriteString(first)
			}
			b.WriteString(n.Data)
		}
	}
	if b.Len() == 0 {
		return first
	}
	return b.String()
}
