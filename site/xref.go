package site

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// xrefs are the places where each type of a snapshot is used.
type xrefs struct {
	flow diff.Flow
	// takers are the methods with a parameter of the type, givers those that return it,
	// holders the fields of constructors.
	takers, givers, holders map[string][]use
}

// use is a method or a constructor, and its parameter or field.
type use struct {
	diff.Entity
	Param string
}

// xrefsOf collects the uses of all types, in order of names.
func xrefsOf(s *model.Snapshot) xrefs {
	x := xrefs{diff.FlowOf(s), map[string][]use{}, map[string][]use{}, map[string][]use{}}
	for name, m := range model.Sorted(s.Methods) {
		of := diff.Entity{Kind: model.KindMethod, Name: name}
		params, result := signature(m.SchemaTL, m.Params, m.Result)
		collect(x.takers, of, params)
		collect(x.givers, of, []model.Param{{Type: result}})
	}
	for name, c := range model.Sorted(s.Constructors) {
		params, _ := signature(c.SchemaTL, c.Params, c.Type)
		collect(x.holders, diff.Entity{Kind: model.KindConstructor, Name: name}, params)
	}
	return x
}

// collect adds the uses of the types of parameters, each type of a parameter once.
func collect(to map[string][]use, of diff.Entity, params []model.Param) {
	for _, p := range params {
		names := diff.TypeNames(p.Type)
		slices.Sort(names)
		for _, typ := range slices.Compact(names) {
			to[typ] = append(to[typ], use{of, p.Name})
		}
	}
}

// signature returns the parameters and the result of the schema's line, if it differs from
// the page's.
func signature(line string, params []model.Param, result string) ([]model.Param, string) {
	if c, err := model.ParseCombinator(line); line != "" && err == nil {
		return c.Params, c.Result
	}
	return params, result
}

// section is a list of links under a heading.
type section struct {
	Title string
	methodList
}

// uses returns the sections of a type that say where it is used.
func (b *builder) uses(typ string) []section {
	var list []section
	for _, s := range []struct {
		title string
		of    []use
	}{{"Taken by", b.xrefs.takers[typ]}, {"Returned by", b.xrefs.givers[typ]}, {"Held by", b.xrefs.holders[typ]}} {
		if links := b.usage(s.of); len(links) > 0 {
			list = append(list, section{s.title, folded(links, maxUses)})
		}
	}
	return list
}

// maxUses is how many uses of a type are shown at once.
const maxUses = 24

// usage returns a link for each entity, with the parameters that use the type.
func (b *builder) usage(list []use) []link {
	var links []link
	for i, u := range list {
		if i > 0 && list[i-1].Entity == u.Entity {
			last := &links[len(links)-1]
			last.Note += ", " + u.Param
			continue
		}
		links = append(links, link{Name: u.Name, File: b.files.of[u.Entity], Note: u.Param})
	}
	return links
}

// direction says in words how a type and its constructors travel.
func (b *builder) direction(typ string) string {
	return map[diff.Direction]string{
		diff.Sent: "sent to the server", diff.Received: "received from the server", diff.Both: "sent and received",
	}[b.xrefs.flow.Of(typ)]
}
