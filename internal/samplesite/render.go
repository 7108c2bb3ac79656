package samplesite

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// render renders every page of the site.
func (s *site) render() map[string]string {
	pages := map[string]string{"/schema": s.schema(), "/methods": s.methodIndex(), "/api/layers": s.changeList(), errorTable: s.errorTable()}
	for _, c := range s.methods {
		if doc := s.docs.Methods[c.Name]; !doc.Missing {
			pages[c.path()] = s.method(c, doc)
		}
	}
	for _, c := range s.constructors {
		if doc := s.docs.Constructors[c.Name]; !doc.Missing {
			pages[c.path()] = s.constructor(c, doc)
		}
	}
	for _, t := range s.types {
		if doc := s.docs.Types[t.name]; !doc.Missing {
			pages["/type/"+t.name] = s.boxed(t, doc)
		}
	}
	s.renderOther(pages)
	return pages
}

func (s *site) selection() layerSelect { return layerSelect{s.layer, s.layers} }

// entity lays out the page of an entity at an escaped path.
func entity(kind model.Kind, name, path string, p entityPage) string {
	above := crumb{"TL-schema", "/schema"}
	if kind == model.KindMethod {
		above = crumb{"All Methods", "/methods"}
	}
	return frame{
		Title:   cmp.Or(p.Title, name),
		Summary: plain(p.Description),
		Crumbs:  []crumb{{"API", "/api"}, above, {name, path}},
	}.render(string(kind), p)
}

// method shows the constructors of the result above the method's own line. There are none
// for a Vector.
func (s *site) method(c combinator, doc entry) string {
	lines := scheme{c.path()}
	text := functions + "\n" + lines.line(c)
	if t := s.typ(c.Result); t != nil {
		text = lines.lines(t.constructors, combinator.result) + "\n" + text
	}
	return entity(c.kind, c.Name, c.path(), entityPage{
		entry: doc, Select: s.selection(), Scheme: text, Params: params(c, doc), Outcome: cellType(c.Result),
	})
}

func (s *site) constructor(c combinator, doc entry) string {
	return entity(c.kind, c.Name, c.path(), entityPage{
		entry: doc, Select: s.selection(), Scheme: scheme{c.path()}.line(c), Params: params(c, doc), Outcome: cellType(c.Result),
	})
}

func (s *site) boxed(t *boxed, doc entry) string {
	path := typePath(t.name)
	return entity(model.KindType, t.name, path, entityPage{
		entry:        doc,
		Select:       s.selection(),
		Scheme:       scheme{path}.schema(t.constructors, t.methods),
		Constructors: rows(t.constructors, s.docs.Constructors),
		Methods:      rows(t.methods, s.docs.Methods),
	})
}

// schema prints constructors, and the methods below them if there are any.
func (s scheme) schema(constructors, methods []combinator) string {
	text := s.lines(constructors, combinator.result)
	if len(methods) > 0 {
		text += "\n\n" + functions + "\n\n" + s.lines(methods, combinator.namespace)
	}
	return text
}

func (s *site) schema() string {
	return frame{Title: "Schema", Crumbs: []crumb{{"API", "/api"}, {"Schema", "/schema"}}}.render("schema", listPage{
		Select: s.selection(),
		Scheme: scheme{}.schema(s.constructors, s.methods),
	})
}

func (s *site) methodIndex() string {
	var p listPage
	for _, c := range s.docs.Categories {
		table := methodTable{Heading: c.Heading}
		for _, name := range c.Methods {
			table.Methods = append(table.Methods, row{Path: "/method/" + name, Name: name, Description: brief(s.doc(name).Description)})
		}
		p.Categories = append(p.Categories, table)
	}
	return frame{Title: "Methods", Crumbs: []crumb{{"API", "/api"}, {"Methods", "/methods"}}}.render("methods", p)
}

// changeList is the site's own list of changes, the same at every layer.
func (s *site) changeList() string {
	return frame{Title: "Layers", Crumbs: []crumb{{"API", "/api"}, {"Layers", "/api/layers"}}}.render("changes", s.changes)
}

// errorTable is served as it is stored.
func (s *site) errorTable() string {
	return string(read(fmt.Sprintf("sample/%d.errors.json", s.layer)))
}

// rows lists entities with the first paragraph of their descriptions.
func rows(cs []combinator, docs map[string]entry) []row {
	var rs []row
	for _, c := range cs {
		rs = append(rs, row{Path: c.path(), Name: c.Name, Description: brief(docs[c.Name].Description)})
	}
	return rs
}

// flagsField is the site's description of every flags field, even on a page without other
// descriptions.
const flagsField = `<a href="/mtproto/TL-combinators#conditional-fields">Flags</a>: which optional fields are there`

func params(c combinator, doc entry) []row {
	var rs []row
	for _, p := range c.Params {
		if slices.Contains(doc.Untabled, p.Name) {
			continue
		}
		r := row{Name: p.Name, Type: cellType(p.Type), Description: doc.Params[p.Name]}
		if p.Type == "#" {
			r.Description = flagsField
		}
		rs = append(rs, r)
	}
	return rs
}
