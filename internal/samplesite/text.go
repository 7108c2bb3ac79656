package samplesite

import (
	"strings"
	"unicode"
)

// noBreakSpace fills the empty cells of the site.
const noBreakSpace = "\u00a0"

// cell returns the text of a description in a table.
func cell(description string) string {
	if description == "" {
		return noBreakSpace
	}
	return description
}

// brief returns the first paragraph of a description, for the tables that list entities.
func brief(description string) string {
	_, rest, _ := strings.Cut(description, "<p>")
	first, _, _ := strings.Cut(rest, "</p>")
	return first
}

// plain returns HTML without its tags, escaped for an attribute.
func plain(fragment string) string {
	var b strings.Builder
	for fragment != "" {
		text, rest, _ := strings.Cut(fragment, "<")
		b.WriteString(text)
		_, fragment, _ = strings.Cut(rest, ">")
	}
	return strings.ReplaceAll(b.String(), `"`, "&quot;")
}

// slug returns the anchor that the site generates for a heading: its letters and digits,
// with a dash for a space.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r == ' ':
			return '-'
		default:
			return -1
		}
	}, plain(heading))
}
