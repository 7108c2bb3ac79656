package site

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// piece is a part of a text.
type piece struct {
	Text         string
	Code, Strong bool
	// File is the address of a page of the site, Address an external one.
	File, Address string
}

// markup matches the Markdown that is shown as more than its characters: links, code, bold,
// and escapes.
var markup = regexp.MustCompile("!?\\[([^\\[\\]\n]*)\\]\\(([^()\\s]+)\\)|`([^`\n]+)`|\\*\\*([^*\n]+)\\*\\*|\\\\([!-/:-@\\[-`{-~])")

// prose parses a Markdown text. Links to pages that the site has become links to these.
func (b *builder) prose(s string) []piece {
	s = terminal.Clean(s)
	var list []piece
	at := 0
	for _, m := range markup.FindAllStringSubmatchIndex(s, -1) {
		list = add(list, piece{Text: s[at:m[0]]})
		at = m[1]
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		switch {
		case m[4] >= 0:
			list = add(list, b.linked(unmarked(group(1)), group(2)))
		case m[6] >= 0:
			list = add(list, piece{Text: group(3), Code: true})
		case m[8] >= 0:
			list = add(list, piece{Text: group(4), Strong: true})
		default:
			list = add(list, piece{Text: group(5)})
		}
	}
	return add(list, piece{Text: s[at:]})
}

func add(list []piece, p piece) []piece {
	if p.Text == "" {
		return list
	}
	return append(list, p)
}

// unmarked returns the text of a link without markup.
func unmarked(s string) string { return strings.NewReplacer("**", "", "`", "", `\`, "").Replace(s) }

// linked returns a link to a page of the site, to the web, or only the text.
func (b *builder) linked(text, address string) piece {
	if e, ok := b.entityAt(address); ok {
		return piece{Text: text, File: b.files.of[e]}
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return piece{Text: text}
	}
	return piece{Text: text, Address: u.String()}
}

// entityAt returns the entity whose page on the documentation site has that address.
func (b *builder) entityAt(address string) (diff.Entity, bool) {
	rest, ok := strings.CutPrefix(address, b.last.Source+"/")
	room, name, _ := strings.Cut(rest, "/")
	name, err := url.PathUnescape(name)
	e := diff.Entity{Kind: model.Kind(room), Name: name}
	return e, ok && err == nil && b.files.of[e] != ""
}

var word = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_.]*`)

// schema returns a line of the schema, or a part of one, with links to its types.
func (b *builder) schema(s string) []piece {
	s = terminal.Line(s)
	var list []piece
	at := 0
	for _, m := range word.FindAllStringIndex(s, -1) {
		if file := b.files.of[diff.Entity{Kind: model.KindType, Name: s[m[0]:m[1]]}]; file != "" {
			list = add(list, piece{Text: s[at:m[0]]})
			list = append(list, piece{Text: s[m[0]:m[1]], File: file})
			at = m[1]
		}
	}
	return add(list, piece{Text: s[at:]})
}

// address returns the address of an entity's page on the documentation site, or an empty
// string: nothing in a snapshot is trusted to be an address.
func address(source string, e diff.Entity) string {
	u, err := url.Parse(source)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil {
		return ""
	}
	if !slices.Contains(model.Kinds, e.Kind) || model.CheckName(e.Name) != nil {
		return ""
	}
	u.RawQuery, u.Fragment = "", ""
	return u.JoinPath(string(e.Kind), url.PathEscape(e.Name)).String()
}
