package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// simple renders what needs no converter: paragraphs of plain words, links and code,
// without characters that Markdown may take for markup. Most texts of the site are simple,
// and the converter takes a third of the time of reading a page. ok is false for everything
// else.
func (md markdown) simple(nodes []*html.Node) (text string, ok bool) {
	if blank(nodes) { // mostly what is left between sections
		return "", true
	}
	if !slices.ContainsFunc(nodes, isParagraph) {
		return md.words(nodes)
	}
	var paragraphs []string
	for i, n := range nodes {
		if !isParagraph(n) {
			if !blank(nodes[i : i+1]) {
				return "", false
			}
			continue
		}
		p, ok := md.words(children(n))
		if !ok {
			return "", false
		}
		if p != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	return strings.Join(paragraphs, "\n\n"), true
}

func isParagraph(n *html.Node) bool { return n.DataAtom == atom.P }

// blank reports whether nodes are only white space.
func blank(nodes []*html.Node) bool {
	for _, n := range nodes {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) != "" {
			return false
		}
	}
	return true
}

func children(n *html.Node) (list []*html.Node) {
	for c := range n.ChildNodes() {
		list = append(list, c)
	}
	return list
}

// words renders one paragraph.
func (md markdown) words(nodes []*html.Node) (string, bool) {
	var b strings.Builder
	for i, n := range nodes {
		switch {
		case n.Type == html.TextNode && harmless(n.Data, i == 0):
			b.WriteString(n.Data)
		case n.DataAtom == atom.A && inside(nodes, i):
			link, ok := md.link(n)
			if !ok {
				return "", false
			}
			b.WriteString(link)
		case n.DataAtom == atom.Code && inside(nodes, i):
			code := onlyText(n)
			if code == "" || strings.ContainsAny(code, "`\n\t\r\u00a0") || strings.Trim(code, " ") != code || strings.Contains(code, "  ") {
				return "", false
			}
			b.WriteString("`" + code + "`")
		default:
			return "", false
		}
	}
	return strings.Trim(b.String(), " "), true
}

// inside reports whether a node is between words: before it is a space or an opening
// parenthesis, after it a space or punctuation.
func inside(nodes []*html.Node, i int) bool {
	if i > 0 {
		before := nodes[i-1]
		if before.Type != html.TextNode || !strings.HasSuffix(before.Data, " ") && !strings.HasSuffix(before.Data, "(") {
			return false
		}
	}
	if i+1 == len(nodes) {
		return true
	}
	after := nodes[i+1]
	return after.Type == html.TextNode && after.Data != "" && strings.ContainsRune(" .,;:)", rune(after.Data[0]))
}

// link renders a link of plain words.
func (md markdown) link(a *html.Node) (string, bool) {
	if strings.Contains(attr(a, "class"), "anchor") { // the mark of a heading, which is dropped
		return "", false
	}
	said := onlyText(a)
	href := md.address(a)
	if href == "" || !plainAddress.MatchString(href) || !harmless(said, true) || strings.Trim(said, " ") != said || said == "" {
		return "", false
	}
	return "[" + said + "](" + href + ")", true
}

// plainAddress matches addresses that the converter does not change: nothing in them is
// escaped, neither as part of an address nor of Markdown. It encodes queries again.
var plainAddress = regexp.MustCompile(`^[0-9A-Za-z/:._~&=%+,;@-]+` +
	`(\?[0-9A-Za-z._~-]+(=[0-9A-Za-z._~-]*)?(&[0-9A-Za-z._~-]+(=[0-9A-Za-z._~-]*)?)*)?` +
	`(#[0-9A-Za-z/:._~?&=%+,;@-]+)?$`)

// onlyText returns the text of an element that has a single text node.
func onlyText(n *html.Node) string {
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	return ""
}

// harmless reports whether a text is the same in Markdown, at the beginning of a line or
// inside one.
func harmless(s string, begins bool) bool {
	last := ' '
	if !begins {
		last = ')' // or a backtick, which may follow a link or code
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
		case r >= '0' && r <= '9', strings.ContainsRune(",;:'\"()/%?!+=#", r):
			if begins && strings.TrimLeft(s[:i], " ") == "" {
				return false
			}
		case r == ' ':
			if i > 0 && last == ' ' {
				return false
			}
		case r == '.':
			if !word(last) && !strings.ContainsRune(`)"»`, last) {
				return false
			}
		case r == '-' || r == '_':
			if next, _ := utf8.DecodeRuneInString(s[i+1:]); !word(last) || !word(next) {
				return false
			}
		case strings.ContainsRune("»«–—…’‘“”", r):
		default:
			return false
		}
		last = r
	}
	return true
}

func word(r rune) bool { return unicode.IsLetter(r) || r >= '0' && r <= '9' }
