package diff

import (
	"html"
	"regexp"
	"strings"
	"unicode"
)

// words adds a change if two texts differ by more than their form.
func (c *comparison) words(ch Change, old, new string) {
	if old = c.rebase(old); old == new || c.form(old) == c.form(new) {
		return
	}
	ch.Old, ch.New = old, new
	c.add(ch)
}

// prose is words for a text that may be added or removed: the rule is what-added, -removed
// or -changed.
func (c *comparison) prose(e entity, what string, ch Change, old, new string) {
	if old == new {
		return
	}
	rule := what + "-changed"
	switch {
	case c.form(old) == "":
		rule, old = what+"-added", ""
	case c.form(new) == "":
		rule, new = what+"-removed", ""
	}
	c.words(e.change(rule, ch), old, new)
}

var (
	// siteLink is the start of a link to the documentation, which has several hosts.
	siteLink = regexp.MustCompile(`https?://(?:core|corefork|blogfork)\.telegram\.org/?`)
	escaped  = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	// target is the address of a link in Markdown.
	target = regexp.MustCompile(`\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)`)
)

// form reduces a text to its words: white space, invisible characters, escapes and the
// hosts of the documentation make no difference. If one of the snapshots has plain text,
// neither does markup: only letters and digits count.
func (c *comparison) form(s string) string {
	if s == "" {
		return ""
	}
	if c.lacksMarkup {
		return strings.Map(lettersAndDigits, html.UnescapeString(target.ReplaceAllString(s, "]")))
	}
	s = siteLink.ReplaceAllString(s, "/")
	s = escaped.ReplaceAllString(s, "$1")
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ") // Fields splits at no-break spaces, too
}

// lettersAndDigits removes every other character. A superscript, which marks a footnote, is
// not a digit.
func lettersAndDigits(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}
