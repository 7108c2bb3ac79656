package scrape

import (
	"errors"
	"net/url"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// PageKind is what a page of the reference is about.
type PageKind string

// The kinds of pages that Read knows.
const (
	PageMethod               = PageKind(model.KindMethod)
	PageConstructor          = PageKind(model.KindConstructor)
	PageType                 = PageKind(model.KindType)
	PageSchema      PageKind = "schema"
	PageMethods     PageKind = "methods"
	PageLayers      PageKind = "layers"
	PageErrors      PageKind = "errors"
)

// MaxPage is the size in bytes of the largest page that Read takes. The largest of
// the site, /api/layers, has 0.9 MB.
const MaxPage = 8 << 20

// Page is what one page of the reference says. Of the pointers, the one that goes
// with Kind is set.
type Page struct {
	Kind PageKind
	// Name is the entity's name in the schema and the address.
	Name string
	// Layer is the layer that the page shows, 0 where it shows none.
	Layer  int
	Layers []model.Layer

	// Unproven is set by a crawl where an id is not the CRC32 of its line, however
	// often the page is asked for.
	Unproven bool

	Method      *model.Method
	Constructor *model.Constructor
	Type        *model.Type
	Schema      *Schema
	Methods     *MethodIndex
	Changes     *LayerChanges
	ErrorTable  *model.ErrorTable

	// unproven is the IDError of a line of the page itself.
	unproven error
}

// Entity is what the page is about, whatever its kind.
func (p *Page) Entity() any {
	switch p.Kind {
	case PageMethod:
		return p.Method
	case PageConstructor:
		return p.Constructor
	case PageType:
		return p.Type
	case PageSchema:
		return p.Schema
	case PageLayers:
		return p.Changes
	case PageErrors:
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

var errNoLine = errors.New("no line of it is that of the page")

// fold makes one line of a text, its white space folded and trimmed.
func fold(s string) string {
	if isFolded(s) { // most are, and it costs nothing to see
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// isFolded tells of ASCII whether nothing in it is to be folded.
func isFolded(s string) bool {
	last := byte(' ')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = s[i]
	}
	return last != ' ' || s == ""
}
