// Package prose converts the Markdown in a snapshot to plain text, for formats without
// markup.
//
// It is not for rendering: block structure is lost, the result is one line. It promises
// that the result contains no control sequences.
package prose

import (
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

// Plain returns the text on one line, without markup.
func Plain(markdown string) string {
	return strip(link.ReplaceAllString(markdown, "$1"))
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
	return terminal.Line(s)
}

// raised writes a number as Unicode's superscript digits.
func raised(n int) string {
	return strings.Map(func(r rune) rune { return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'] }, strconv.Itoa(n))
}
