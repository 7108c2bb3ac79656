package prose

import (
	"regexp"
	"strings"
)

// markup matches characters with a meaning in Markdown and its tables
// (https://spec.commonmark.org/0.31.2/#backslash-escapes).
var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;",
	"|", `\|`, "~", `\~`, "$", `\$`,
)

// reference matches the first characters of what GitHub links in plain text: @name,
// #123, owner/repo#123, GH-123, and addresses
// (https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls).
var reference = regexp.MustCompile(`(@)([A-Za-z0-9])|(#)([0-9])|\b([Gg][Hh]-)([0-9])|(:)(//)|\b([Ww][Ww][Ww])(\.)`)

// zeroWidth is put between the characters of a reference to break it.
const zeroWidth = "\u200b"

// Unlink keeps GitHub from turning plain text into links and mentions: a zero-width
// space breaks @name, #123, owner/repo#123, GH-123 and addresses.
func Unlink(s string) string {
	return reference.ReplaceAllString(s, "${1}${3}${5}${7}${9}"+zeroWidth+"${2}${4}${6}${8}${10}")
}

// Escape escapes plain text for Markdown: nothing in it is markup, a link or a mention.
// It is for one line.
func Escape(s string) string { return Unlink(markup.Replace(s)) }
