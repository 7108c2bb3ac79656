package page

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
)

// LayerChanges is the content of /api/layers: what changed with each layer, in the order of
// the page.
type LayerChanges struct {
	Layers []changelog.Layer `json:"layers"`
}

var (
	layerHeading = regexp.MustCompile(`(?i)\blayer\s+(\d{1,9})\b`)
	groupHeading = regexp.MustCompile(`(?i)^(new|added|changed|modified|deleted|removed)\s+(methods|constructors|types)\b`)
)

// list is one of the lists under a layer.
type list struct {
	of   string // new, changed or deleted
	kind model.Kind
}

var lists = map[string]string{
	"new": "new", "added": "new", "changed": "changed", "modified": "changed", "deleted": "deleted", "removed": "deleted",
}

func group(heading string) (list, bool) {
	m := groupHeading.FindStringSubmatch(heading)
	if m == nil {
		return list{}, false
	}
	kind, err := model.ParseKind(strings.ToLower(m[2]))
	return list{lists[strings.ToLower(m[1])], kind}, err == nil
}

// changes reads /api/layers: a heading for each layer, under it a heading for each schema,
// under that a heading for each list, under that an item for each entity. The markup of an
// item does not matter. Lists under other headings (PUSH notifications, the file reference
// database) do not belong to a schema and are skipped.
func (d *document) changes() (*LayerChanges, error) {
	w := &changesWalk{}
	w.walk(d.marks.content)
	if len(w.layers) == 0 {
		return nil, &LayoutError{Want: "list of layers"}
	}
	return &LayerChanges{w.layers}, nil
}

// changesWalk walks over the page in its order.
type changesWalk struct {
	layers []changelog.Layer
	// schema is the schema of the current lists; skip is set while they belong to none.
	schema string
	skip   bool
	list   list
	parent *changelog.Entry // the entry whose nested list is read
}

func (w *changesWalk) walk(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		switch {
		case isHeading(c) || isSubheading(c) || c.DataAtom == atom.P && w.isTitle(c):
			w.title(c, text(c))
		case c.DataAtom == atom.Li || c.DataAtom == atom.Tr:
			w.item(c)
		case c.DataAtom == atom.P:
			for _, line := range lines(c) {
				w.entry(line)
			}
		case c.DataAtom == atom.Pre:
			for line := range strings.Lines(goquery.NewDocumentFromNode(c).Text()) {
				w.entry(changelog.Words(line))
			}
		default:
			w.walk(c)
		}
	}
}

// isTitle reports whether a paragraph serves as a heading.
func (w *changesWalk) isTitle(n *html.Node) bool {
	t := text(n)
	_, ok := group(t)
	return len(t) < 60 && (ok || layerHeading.FindString(t) == t)
}

// Headings of the parts of a layer: of the API's schema, of the end-to-end schema.
var (
	apiHeading      = regexp.MustCompile(`(?i)^(api |layer )?(schema|changes)\b`)
	endToEndHeading = regexp.MustCompile(`(?i)^end-to-end schema\b`)
)

func (w *changesWalk) title(n *html.Node, heading string) {
	if l, ok := group(heading); ok {
		w.list = l
		return
	}
	w.list = list{} // every other heading ends the list before it
	m := layerHeading.FindStringSubmatchIndex(heading)
	if m == nil {
		w.part(n, heading)
		return
	}
	number, err := strconv.Atoi(heading[m[2]:m[3]])
	if err != nil {
		return
	}
	w.schema, w.skip = "", false
	w.layers = append(w.layers, changelog.Layer{
		Layer: number,
		Title: strings.Trim(heading[:m[0]]+heading[m[1]:], " -–—:·,"),
		New:   []changelog.Entry{}, Changed: []changelog.Entry{}, Deleted: []changelog.Entry{},
	})
}

// part begins a part of a layer. A heading of the rank of list headings does not begin one:
// it is the heading of an unknown list.
func (w *changesWalk) part(n *html.Node, heading string) {
	switch {
	case endToEndHeading.MatchString(heading):
		w.schema, w.skip = changelog.EndToEnd, false
	case apiHeading.MatchString(heading):
		w.schema, w.skip = "", false
	case n.DataAtom != atom.H5 && n.DataAtom != atom.H6:
		w.skip = true
	}
}

// item reads an item of a list. A nested list describes the same entity.
func (w *changesWalk) item(n *html.Node) {
	entry := w.entry(words(n, false))
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.Ul || c.DataAtom == atom.Ol {
			had := w.parent
			w.parent = entry
			w.walk(c)
			w.parent = had
		}
	}
}

// entry adds the entry of an item, and returns it.
func (w *changesWalk) entry(words []changelog.Word) *changelog.Entry {
	if len(w.layers) == 0 || w.skip || w.list.of == "" || len(words) == 0 {
		return w.parent
	}
	layer := &w.layers[len(w.layers)-1]
	var (
		into = map[string]*[]changelog.Entry{"new": &layer.New, "changed": &layer.Changed, "deleted": &layer.Deleted}[w.list.of]
		e    changelog.Entry
		ok   bool
	)
	switch changed := w.list.of == "changed"; {
	case w.parent != nil && changed:
		e, _ = changelog.Change(words)
		w.parent.Add(e)
		return w.parent
	case w.parent != nil:
		return w.parent // details of a new or deleted entity
	case changed:
		e, ok = changelog.Change(words)
	default:
		e, ok = changelog.Name(words)
	}
	if !ok {
		return w.parent
	}
	e.Kind, e.Schema = w.list.kind, w.schema
	if w.list.of == "changed" {
		if had := changelog.Find(*into, e); had != nil { // one item adds parameters, another changes the type
			had.Add(e)
			return had
		}
	}
	*into = append(*into, e)
	return &(*into)[len(*into)-1]
}
