// Package prose makes plain text of the Markdown in a snapshot, for formats that know
// no markup.
//
// It is not for rendering: block structure is lost, a text becomes one line. It promises
// that nothing that it returns can steer a terminal.
package prose

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

var (
	// link is a link, with the text that readers see and its address.
	link = regexp.MustCompile(`!?\[((?:[^\[\]\\]|\\.)*)\]\(<?((?:[^()<>\\\s]|\\.|\([^()\s]*\))*)>?(?:\s+"[^"]*")?\)`)
	// mark is code, a character that Markdown escapes, bold or italic: what stands inside
	// stays (https://spec.commonmark.org/0.31.2/#backslash-escapes). An underscore marks
	// up at the border of a word only, and the site does not.
	mark    = regexp.MustCompile("`+([^`]+)`+|\\\\([!-/:-@\\[-`{-~])|\\*\\*([^*]+)\\*\\*|\\*([^\\s*](?:[^*]*[^\\s*])?)\\*")
	escaped = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	// block is what begins a heading, an item, a quotation.
	block = regexp.MustCompile(`(?m)^[ \t]*(?:#{1,6}|[-*+]|>)[ \t]+`)
)

// Plain is a text in one line, as people read it.
func Plain(markdown string) string {
	return strip(link.ReplaceAllString(markdown, "$1"))
}

// Footnotes is a text in one line, with a raised number behind each link, from n on, and
// the addresses of the links.
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
