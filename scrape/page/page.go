package page

import (
	"net/url"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Kind is the kind of a page of the reference.
type Kind string

// The kinds of pages that Read knows.
const (
	KindMethod           = Kind(model.KindMethod)
	KindConstructor      = Kind(model.KindConstructor)
	KindType             = Kind(model.KindType)
	KindSchema      Kind = "schema"
	KindMethods     Kind = "methods"
	KindLayers      Kind = "layers"
	KindErrors      Kind = "errors"
)

// Page is the content of one page of the reference. Of the pointers, the one for Kind is
// set.
type Page struct {
	Kind Kind
	// Name is the entity's name in the schema and the address. Of the pages of schemas,
	// only those that are not the API's have one.
	Name string
	// Layer is the layer that the page shows, 0 if it shows none.
	Layer  int
	Layers []model.Layer

	// AvailableAsOf is the layer of the entity's page, if that is not Layer: if it is above
	// Layer, the entity is announced; if below, it was removed. Such a page has no line.
	AvailableAsOf int
	// Unfilled reports that the page has no schema at all: it belongs to an entity that was
	// removed before layers had pages of their own.
	Unfilled bool
	// TableMismatch reports that the table of parameters differs from the page's line. On
	// the real site, few pages have a mismatch; many indicate a changed layout.
	TableMismatch bool
	// Size is the number of bytes of Markdown of the page.
	Size int
	// ChecksumMismatch is set if the id of one of the page's own lines is not the CRC32 of
	// its text: the model.IDError of the first.
	ChecksumMismatch error

	Method      *model.Method
	Constructor *model.Constructor
	Type        *model.Type
	Schema      *Schema
	Methods     *MethodIndex
	Changes     *LayerChanges
	ErrorTable  *model.ErrorTable
}

// Entity returns the entity of the page, whatever its kind.
func (p *Page) Entity() any {
	switch p.Kind {
	case KindMethod:
		return p.Method
	case KindConstructor:
		return p.Constructor
	case KindType:
		return p.Type
	case KindSchema:
		return p.Schema
	case KindLayers:
		return p.Changes
	case KindErrors:
		return p.ErrorTable
	default:
		return p.Methods
	}
}

// entityPath parses a path such as /method/auth.sendCode.
func entityPath(path string) (model.Kind, string, bool) {
	rest, ok := strings.CutPrefix(path, "/")
	if !ok {
		return "", "", false
	}
	room, name, ok := strings.Cut(rest, "/")
	if !ok {
		return "", "", false
	}
	for _, k := range model.Kinds {
		if room == string(k) {
			return k, strings.TrimSuffix(name, "/"), true
		}
	}
	return "", "", false
}

// EntityPath returns the path of an entity's page: /type/Vector%20t
func EntityPath(kind model.Kind, name string) string {
	return "/" + string(kind) + "/" + url.PathEscape(name)
}

// collapseSpace returns a text as one line: white space becomes single spaces, invisible
// characters are dropped.
func collapseSpace(s string) string {
	if isCollapsed(s) { // the common case
		return s
	}
	if isASCII(s) {
		return collapseASCII(s)
	}
	return strings.Join(strings.Fields(visible(s)), " ")
}

// collapseASCII is collapseSpace for ASCII, without a list of words.
func collapseASCII(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	space := true
	for i := range len(s) {
		c := s[i]
		if c != ' ' && (c < '\t' || c > '\r') {
			out.WriteByte(c)
			space = false
		} else if !space {
			out.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSuffix(out.String(), " ")
}

// isCollapsed reports whether a text is ASCII that collapseSpace does not change.
func isCollapsed(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = s[i]
	}
	return last != ' ' || s == ""
}
