package page

import (
	"net/url"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Kind is what a page of the reference is about.
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

// Page is what one page of the reference says. Of the pointers, the one that goes
// with Kind is set.
type Page struct {
	Kind Kind
	// Name is the entity's name in the schema and the address. Of the pages of schemas,
	// only those that are not the API's have one.
	Name string
	// Layer is the layer that the page shows, 0 where it shows none.
	Layer  int
	Layers []model.Layer

	// AvailableAsOf is the layer that the page of an entity belongs to, where that is not
	// Layer: above it, the entity is coming; below, it is gone. Such a page has no line.
	AvailableAsOf int
	// Unfilled says that the page has no schema at all: it belongs to an entity that was
	// removed before layers had pages of their own.
	Unfilled bool
	// TableMismatch says that the table of parameters is not that of the page's line. A
	// few pages of the real site are so; many are a sign that their layout has changed.
	TableMismatch bool
	// Size is how many bytes of Markdown were made of the page.
	Size int
	// ChecksumMismatch is set where the id of a line of the page itself is not the CRC32
	// of its text: the model.IDError of the first.
	ChecksumMismatch error

	Method      *model.Method
	Constructor *model.Constructor
	Type        *model.Type
	Schema      *Schema
	Methods     *MethodIndex
	Changes     *LayerChanges
	ErrorTable  *model.ErrorTable
}

// Entity is what the page is about, whatever its kind.
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

// entityPath takes /method/auth.sendCode apart.
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

// EntityPath is the path of an entity's page: /type/Vector%20t
func EntityPath(kind model.Kind, name string) string {
	return "/" + string(kind) + "/" + url.PathEscape(name)
}

// collapseSpace makes one line of a text: white space becomes single spaces, invisible
// characters go.
func collapseSpace(s string) string {
	if isCollapsed(s) { // most are, and it costs nothing to see
		return s
	}
	return strings.Join(strings.Fields(visible(s)), " ")
}

// isCollapsed reports whether a text is ASCII that collapseSpace leaves as it is.
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
