package samplesite

import (
	"cmp"
	"fmt"
	"html"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// renderOther renders the pages of everything that is not in the layer's schema.
func (s *site) renderOther(pages map[string]string) {
	later := s.docs.Announced
	for name, doc := range later.Methods {
		c := combinator{parseLine(doc.TL), model.KindMethod}
		pages["/method/"+name] = entity(c.kind, name, c.path(), s.entityPage(c, doc.entry, availableAsOf("Method", later.Layer)))
	}
	for name, doc := range later.Constructors {
		c := combinator{parseLine(doc.TL), model.KindConstructor}
		pages["/constructor/"+name] = entity(c.kind, name, c.path(), s.entityPage(c, doc.entry, availableAsOf("Constructor", later.Layer)))
	}
	for name, doc := range later.Types {
		pages["/type/"+name] = s.announcedType(name, doc)
	}
	for name, doc := range s.docs.Unfilled {
		c := combinator{parseLine(doc.TL), model.KindMethod}
		p := s.entityPage(c, doc.entry, "")
		p.Unfilled = true
		pages["/method/"+name] = entity(c.kind, name, c.path(), p)
	}
	for name, doc := range s.docs.Bare {
		pages["/type/"+name] = entity(model.KindType, name, typePath(name), entityPage{entry: doc, Bare: true})
	}
	for name, doc := range s.docs.EndToEnd {
		pages["/constructor/"+name] = s.endToEndPage(name, doc)
	}
	pages["/schema/mtproto"] = frame{
		Title: "MTProto schema", Crumbs: []crumb{{"Mobile Protocol", "/mtproto"}, {"MTProto schema", "/schema/mtproto"}},
	}.render("plain schema", html.EscapeString(s.mtproto))
	pages["/schema/end-to-end"] = frame{
		Title: "End-to-end schema", Crumbs: []crumb{{"API", "/api"}, {"End-to-end schema", "/schema/end-to-end"}},
	}.render("schema", listPage{Select: s.selection(), Scheme: html.EscapeString(strings.TrimSpace(s.endToEnd))})
}

// entityPage returns the page of a combinator that shows another text than its line.
func (s *site) entityPage(c combinator, doc entry, scheme string) entityPage {
	return entityPage{entry: doc, Select: s.selection(), Scheme: scheme, Params: params(c, doc), Outcome: cellType(c.Result)}
}

// availableAsOf is the text of a page whose schema is of another layer.
func availableAsOf(kind string, layer int) string {
	return fmt.Sprintf(`%s schema is available as of layer %[2]d. <a href="?layer=%[2]d">Switch »</a>`, kind, layer)
}

func (s *site) announcedType(name string, doc entry) string {
	p := entityPage{entry: doc, Select: s.selection(), Scheme: availableAsOf("Type", s.docs.Announced.Layer)}
	for constructor, d := range model.Sorted(s.docs.Announced.Constructors) {
		if c := parseLine(d.TL); c.Result == name {
			p.Constructors = append(p.Constructors, row{Path: "/constructor/" + constructor, Name: constructor, Description: brief(d.Description)})
		}
	}
	for method, d := range model.Sorted(s.docs.Announced.Methods) {
		if c := parseLine(d.TL); c.Result == name {
			p.Methods = append(p.Methods, row{Path: "/method/" + method, Name: method, Description: brief(d.Description)})
		}
	}
	return entity(model.KindType, name, typePath(name), p)
}

// endToEndPage shows the lines of a constructor of the end-to-end schema, each under the
// layer that changed it. The table belongs to the last.
func (s *site) endToEndPage(name string, doc entry) string {
	var (
		shown []string
		layer string
		last  combinator
	)
	for line := range strings.Lines(s.endToEnd) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "===") {
			layer = line
			continue
		}
		if head, _, _ := strings.Cut(line, "#"); head != name {
			continue
		}
		last = combinator{parseLine(line), model.KindConstructor}
		shown = append(shown, layer+"\n"+scheme{last.path()}.line(last))
	}
	p := entityPage{entry: doc, Select: s.selection(), Scheme: strings.Join(shown, "\n\n"), Params: params(last, doc), Outcome: cellType(last.Result)}
	return entity(model.KindConstructor, name, last.path(), p)
}

// doc returns the documentation of a method that /methods lists.
func (s *site) doc(name string) entry {
	if doc, ok := s.docs.Methods[name]; ok {
		return doc
	}
	if doc, ok := s.docs.Announced.Methods[name]; ok {
		return doc.entry
	}
	return s.docs.Unfilled[name].entry
}

// parseLine panics on an invalid line of the sample, which is embedded.
func parseLine(line string) model.Combinator {
	c, err := model.ParseCombinator(cmp.Or(line, "(no line)"))
	if err != nil {
		panic(err)
	}
	return c
}
