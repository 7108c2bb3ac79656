package samplesite

import (
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// scheme prints lines of the schema, with a link for each name. Links to current, the path
// of the page itself, are marked.
type scheme struct{ current string }

func (s scheme) link(path, text string) string {
	if path == s.current {
		return `<a  href="` + path + `"  class="current_page_link" >` + html.EscapeString(text) + `</a>`
	}
	return `<a  href="` + path + `" >` + html.EscapeString(text) + `</a>`
}

// line prints a combinator, with its id as in the schema.
func (s scheme) line(c combinator) string {
	var b strings.Builder
	head, _, _ := strings.Cut(c.Line, " ")
	b.WriteString(s.link(c.path(), c.Name) + strings.TrimPrefix(head, c.Name))
	for _, g := range c.Generics {
		b.WriteString(" {" + g + ":Type}")
	}
	if c.Result == "Vector t" { // the one line with a special syntax
		b.WriteString(" # [ t ]")
	}
	for _, p := range c.Params {
		b.WriteString(" " + p.Name + ":" + s.typ(p.Type))
	}
	b.WriteString(" = ")
	if slices.Contains(c.Generics, c.Result) {
		b.WriteString(c.Result)
	} else {
		b.WriteString(s.typ(c.Result))
	}
	b.WriteString(";")
	return b.String()
}

func (s scheme) typ(t string) string {
	if flag, bare, ok := model.SplitType(t); ok {
		return flag.Field + "." + flag.Bit + "?" + s.typ(bare)
	}
	if t == "true" {
		return t
	}
	return typeLinks(t, s.link)
}

// lines prints combinators, with an empty line between two of different groups.
func (s scheme) lines(cs []combinator, group func(combinator) string) string {
	var b strings.Builder
	for i, c := range cs {
		if i > 0 {
			b.WriteString("\n")
			if group(c) != group(cs[i-1]) {
				b.WriteString("\n")
			}
		}
		b.WriteString(s.line(c))
	}
	return b.String()
}

// cellLink is a link in a table.
func cellLink(path, text string) string {
	return `<a href="` + path + `">` + html.EscapeString(text) + `</a>`
}

// cellType prints a type in a table, with a link for its condition.
func cellType(t string) string {
	if flag, bare, ok := model.SplitType(t); ok {
		return cellLink("/mtproto/TL-combinators#conditional-fields", flag.Field) + "." + flag.Bit + "?" + cellType(bare)
	}
	if t == "true" {
		return cellLink("/constructor/true", t)
	}
	return typeLinks(t, cellLink)
}

// typeLinks prints a type without a condition: Vector<User> is two links, the type variable
// !X is none.
func typeLinks(t string, link func(path, text string) string) string {
	if strings.HasPrefix(t, "!") {
		return t
	}
	if vector, rest, ok := strings.Cut(t, "<"); ok {
		return link(typePath("Vector t"), vector) + "&lt;" + typeLinks(strings.TrimSuffix(rest, ">"), link) + "&gt;"
	}
	return link(typePath(t), t)
}

// typePath returns the escaped path of a type's page.
func typePath(t string) string { return "/type/" + url.PathEscape(t) }
