package diff

import (
	"html"
	"net/url"
	"regexp"
	"slices"
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
	siteLink = regexp.MustCompile(`https?://(?:www\.)?(?:core\d*|corefork|blogfork)\.telegram\.org(?:/|\b)`)
	escaped  = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
	// target is the address of a link in Markdown.
	target = regexp.MustCompile(`\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"]*")?\)`)
)

// form reduces a text to what a reader sees as its words: white space, invisible
// characters, escapes, entities, typography, the hosts of the documentation and what links carry
// besides their page make no difference. Where one of the snapshots has plain text,
// neither does markup: only letters and digits count.
func (c *comparison) form(s string) string {
	if s == "" {
		return ""
	}
	if c.lacksMarkup {
		return strings.Map(lettersAndDigits, html.UnescapeString(target.ReplaceAllString(s, "]")))
	}
	if c.site != "" {
		s = strings.ReplaceAll(s, c.site, "/")
	}
	s = siteLink.ReplaceAllString(s, "/")
	s = target.ReplaceAllStringFunc(s, bareTarget)
	s = html.UnescapeString(escaped.ReplaceAllString(s, "$1"))
	s = plainly.Replace(s)
	s = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf, unicode.Variation_Selector) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ") // Fields splits at no-break spaces, too
}

// plainly writes quotation marks, dashes and dots as a keyboard does.
var plainly = strings.NewReplacer(
	"‘", "'", "’", "'", "‛", "'", "′", "'", "“", `"`, "”", `"`, "„", `"`, "″", `"`,
	"‐", "-", "‑", "-", "‒", "-", "–", "-", "—", "-", "−", "-", "…", "...",
)

// bareTarget is the address of a link in Markdown without what tracks the reader or chooses
// the layer, without an empty fragment, and in one way of writing it.
func bareTarget(link string) string {
	address, text, hasText := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(link, "]("), ")"), " ")
	address, fragment, _ := strings.Cut(address, "#")
	address, query, _ := strings.Cut(address, "?")
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	if strings.HasPrefix(address, "/") {
		address = "/" + strings.Trim(address, "/")
	}
	fields := slices.DeleteFunc(strings.Split(query, "&"), func(field string) bool {
		return field == "" || strings.HasPrefix(field, "utm_") || strings.HasPrefix(field, "layer=")
	})
	if len(fields) > 0 {
		address += "?" + strings.Join(fields, "&")
	}
	if fragment != "" {
		address += "#" + fragment
	}
	if hasText {
		address += " " + text
	}
	return "](" + address + ")"
}

// lettersAndDigits drops every other character. A superscript, which marks a footnote, is
// not a digit.
func lettersAndDigits(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}
