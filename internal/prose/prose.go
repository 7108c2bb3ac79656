// Package prose converts the Markdown in a snapshot to plain text, for formats without
// markup, and escapes plain text for Markdown.
//
// It is not for rendering: block structure is lost, the result is one line. It guarantees
// that the result contains no control sequences and no invisible characters, and that
// nothing in the result of Escape is markup, a link or a mention.
package prose

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

var (
	// link is a link or an image: text and address.
	link = regexp.MustCompile(`!?\[((?:[^\[\]\\]|\\.)*)\]\(<?((?:[^()<>\\\s]|\\.|\([^()\s]*\))*)>?(?:\s+"[^"]*")?\)`)
	// mark is code, an escaped character, bold or italic; its content stays
	// (https://spec.commonmark.org/0.31.2/#backslash-escapes). The site does not use
	// underscores for emphasis.
	mark    = regexp.MustCompile("`+([^`]+)`+|\\\\([!-/:-@\\[-`{-~])|\\*\\*([^*]+)\\*\\*|\\*([^\\s*](?:[^*]*[^\\s*])?)\\*")
	escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	// block is the start of a heading, list item or quotation.
	block = regexp.MustCompile(`(?m)^[ \t]*(?:#{1,6}|[-*+]|>)[ \t]+`)
)

// arrow is the mark of a link on the site: here »
var arrow = regexp.MustCompile(`[\s\x{a0}]*»`)

// Plain returns the text on one line, without markup. Entities are decoded, and the marks
// of links, " »", are dropped; in a text with « they are quotation marks, and stay.
func Plain(markdown string) string {
	text := strip(link.ReplaceAllString(markdown, "$1"))
	if strings.Contains(text, "«") {
		return text
	}
	return strings.TrimSpace(arrow.ReplaceAllString(text, ""))
}

// Footnotes returns the text on one line with a superscript number after each link,
// starting at n, and the addresses of the links.
func Footnotes(markdown string, n int) (text string, links []string) {
	marked := link.ReplaceAllStringFunc(markdown, func(s string) string {
		m := link.FindStringSubmatch(s)
		links = append(links, terminal.Line(escaped.ReplaceAllString(m[2], "$1")))
		return m[1] + raised(n+len(links)-1)
	})
	return strip(marked), links
}

func strip(s string) string {
	s = mark.ReplaceAllString(block.ReplaceAllString(s, ""), "$1$2$3$4")
	return terminal.Line(terminal.Visible(html.UnescapeString(s)))
}

// raised returns a number in superscript digits.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, strconv.Itoa(n))
}
