package page

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
)

// lines splits the words of a paragraph at its line breaks.
func lines(n *html.Node) [][]changelog.Word {
	var split [][]changelog.Word
	rest := words(n, true)
	for start, i := 0, 0; i <= len(rest); i++ {
		if i == len(rest) || rest[i].Text == "\n" {
			if i > start {
				split = append(split, rest[start:i])
			}
			start = i + 1
		}
	}
	return split
}

// words returns the words under a node with their markup, without those of nested lists.
// Adjacent text with different markup is one word.
func words(n *html.Node, breaks bool) []changelog.Word {
	c := &wordsWalk{breaks: breaks, apart: true}
	c.walk(n, changelog.Word{})
	return c.words
}

type wordsWalk struct {
	words  []changelog.Word
	breaks bool // a line break is a word of its own
	apart  bool // white space was seen since the last word
}

func (c *wordsWalk) walk(n *html.Node, mark changelog.Word) {
	for k := range n.ChildNodes() {
		switch {
		case k.Type == html.TextNode:
			c.text(k.Data, mark)
		case k.Type != html.ElementNode || k.DataAtom == atom.Ul || k.DataAtom == atom.Ol:
		case k.DataAtom == atom.Br:
			if c.breaks {
				c.words = append(c.words, changelog.Word{Text: "\n"})
			}
			c.apart = true
		default:
			c.walk(k, marked(k, mark))
			if k.DataAtom == atom.Td || k.DataAtom == atom.P || k.DataAtom == atom.Div {
				c.apart = true
			}
		}
	}
}

// marked adds the markup of an element to the mark of its words.
func marked(n *html.Node, mark changelog.Word) changelog.Word {
	switch n.DataAtom {
	case atom.Strong, atom.B, atom.Code, atom.Em, atom.I:
		mark.Strong = true
	case atom.A:
		if kind, name, ok := linked(n); ok && kind != model.KindType {
			mark.Entity = name
		} else if ok {
			mark.Strong = true
		}
	}
	return mark
}

func (c *wordsWalk) text(s string, mark changelog.Word) {
	for s != "" {
		gap := strings.IndexFunc(s, unicode.IsSpace)
		if gap == 0 {
			s, c.apart = strings.TrimLeftFunc(s, unicode.IsSpace), true
			continue
		}
		part := s
		if gap > 0 {
			part = s[:gap]
		}
		s = s[len(part):]
		if c.apart {
			c.words, c.apart = append(c.words, changelog.Word{}), false
		}
		w := &c.words[len(c.words)-1]
		w.Text += part
		w.Strong = w.Strong || mark.Strong
		w.Entity = cmp.Or(mark.Entity, w.Entity)
	}
}

// linked returns the entity that a link leads to.
func linked(a *html.Node) (model.Kind, string, bool) {
	for _, attr := range a.Attr {
		if attr.Key != "href" {
			continue
		}
		u, err := url.Parse(attr.Val)
		if err != nil {
			return "", "", false
		}
		kind, name, ok := entityPath(u.Path)
		return kind, name, ok && model.CheckName(name) == nil
	}
	return "", "", false
}
