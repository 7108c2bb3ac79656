package upcoming

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/upstream"
)

// From lists what is coming, as List does. Of several sites, that with the highest layer is
// compared; all may announce.
func From(sites, clients []History) ([]Item, error) {
	if len(sites) == 0 {
		return nil, ErrNoSite
	}
	newest := slices.MaxFunc(sites, func(a, b History) int {
		return cmp.Or(cmp.Compare(a.Newest.Layer, b.Newest.Layer), a.Newest.Time.Compare(b.Newest.Time), strings.Compare(b.Source, a.Source))
	})
	c := &collection{site: newest, lines: linesOf(newest), found: map[key][]finding{}}
	for _, s := range sites {
		if err := c.announced(s); err != nil {
			return nil, err
		}
	}
	for _, h := range clients {
		if err := c.client(h); err != nil {
			return nil, err
		}
	}
	list := []Item{}
	for _, k := range slices.SortedFunc(maps.Keys(c.found), key.compare) {
		list = append(list, c.item(k, c.found[k]))
	}
	sortItems(list)
	return list, nil
}

// key identifies an item.
type key struct {
	schema string // empty for the API's
	kind   model.Kind
	name   string
}

func (a key) compare(b key) int {
	return cmp.Or(strings.Compare(a.schema, b.schema), strings.Compare(string(a.kind), string(b.kind)), strings.Compare(a.name, b.name))
}

// finding is an item at one place.
type finding struct {
	Seen
	owner string // empty for a site
	line  string
	// first is the layer since which it is there.
	first       int
	gone        bool
	description string
	params      []Param
}

type collection struct {
	site  History
	lines siteLines
	found map[key][]finding
}

// announced collects what a site announces. What the newest site has is not coming.
func (c *collection) announced(s History) error {
	for _, e := range s.Entities {
		if e.AvailableAsOf == 0 || c.lines.has(key{"", e.Kind, e.Name}) {
			continue
		}
		gone := e.AvailableAsOf <= c.site.Newest.Layer
		if gone && s.Source != c.site.Source {
			continue
		}
		params, err := e.Params()
		if err != nil {
			return err
		}
		k := key{"", e.Kind, e.Name}
		c.found[k] = append(c.found[k], finding{
			Seen:  Seen{Source: s.Source, Layer: s.Newest.Layer, Since: e.Since.Time, OrEarlier: e.Since.OrEarlier},
			first: e.AvailableAsOf, gone: gone, description: e.Description, params: plain(params),
		})
	}
	return nil
}

// client collects what a client has and the site does not.
func (c *collection) client(h History) error {
	at := c.site.Newest.Layer
	if h.Newest.Layer != 0 && h.Newest.Layer < at || h.Against != "" && !c.lines.schemas[h.Against] {
		return nil // it is behind, or there is nothing to compare with
	}
	for _, e := range h.Entities {
		if e.AvailableAsOf != 0 || slices.Contains(h.Drop, e.Name) || e.Kind == model.KindConstructor && upstream.BuiltIn(e.Name) {
			continue
		}
		if e.Schema != model.SchemaAPI && e.Schema != h.Against {
			continue
		}
		k := key{h.Against, e.Kind, e.Name}
		since, ok := c.coming(k, e, h.Newest.Layer)
		if own, err := h.own(e); !ok || own || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		c.found[k] = append(c.found[k], finding{
			Seen:  Seen{Source: h.Source, Layer: h.Newest.Layer, Since: since.Time, OrEarlier: since.OrEarlier},
			owner: h.Owner, line: e.TL, first: since.Layer,
		})
	}
	return nil
}

// coming reports whether what a client has is coming to the site, and since when the client
// has it.
func (c *collection) coming(k key, e index.Current, layer int) (since index.First, ok bool) {
	at := c.site.Newest.Layer
	switch line, has := c.lines.line(k, e.TL); {
	case !has && layer == 0:
		return e.Since, !e.Since.OrEarlier // without layers, only what came while it was followed
	case !has:
		return e.Since, e.Since.Layer >= at
	case layer <= at || line == "" || body(line) == body(e.TL):
		return index.First{}, false
	default:
		return e.SinceLine, e.SinceLine.Layer >= at
	}
}

// own reports whether a type has no constructors but those that are the client's own.
func (h History) own(e index.Current) (bool, error) {
	if e.Kind != model.KindType || len(h.Drop) == 0 {
		return false, nil
	}
	t, err := e.Type()
	if err != nil || len(t.Constructors) == 0 {
		return false, err
	}
	return !slices.ContainsFunc(t.Constructors, func(name string) bool { return !slices.Contains(h.Drop, name) }), nil
}
