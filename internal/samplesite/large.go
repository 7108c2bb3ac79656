package samplesite

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// Large serves the sample like Handler, with n copies of each of its entities under
// different names: 30 copies are about as much as the real site has. All of them have a
// page. It is for benchmarks.
func Large(times int) http.Handler {
	served := &server{}
	for _, s := range sites() {
		large := &site{layer: s.layer, layers: s.layers, changes: s.changes, docs: s.docs.clone(), mtproto: s.mtproto, endToEnd: s.endToEnd}
		for n := range times {
			s.copyTo(large, n)
		}
		large.pages = large.render()
		served.sites = append(served.sites, large)
	}
	return served
}

// builtin are the entities that exist once: they are part of TL itself.
var builtin = []string{"true", "boolTrue", "boolFalse", "vector"}

// copyTo adds every entity to a larger site under names that end in a number; the first
// copy is unchanged.
func (s *site) copyTo(large *site, n int) {
	suffix := ""
	if n > 0 {
		suffix = "N" + strconv.Itoa(n)
	}
	types := regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_.]*`)
	retype := func(t string) string {
		return types.ReplaceAllStringFunc(t, func(name string) string {
			if b := s.typ(name); b == nil || slices.Contains(builtin, b.constructors[0].Name) {
				return name
			}
			return name + suffix
		})
	}
	for _, c := range slices.Concat(s.constructors, s.methods) {
		if slices.Contains(builtin, c.Name) {
			if n == 0 {
				large.add(c)
			}
			continue
		}
		docs := large.docs.Methods
		if c.kind == model.KindConstructor {
			docs = large.docs.Constructors
		}
		if n == 0 {
			large.add(c)
			continue
		}
		docs[c.Name+suffix] = docs[c.Name]
		c.Name += suffix
		c.Result = retype(c.Result)
		c.Params = slices.Clone(c.Params)
		for i, p := range c.Params {
			c.Params[i].Type = retype(p.Type)
		}
		c.ID = c.CRC32()
		c.Line = c.String()
		large.add(c)
	}
	for _, t := range s.types {
		large.docs.Types[t.name+suffix] = large.docs.Types[t.name]
	}
	for i, category := range s.docs.Categories {
		for _, name := range category.Methods {
			if slices.ContainsFunc(s.methods, func(c combinator) bool { return c.Name == name }) {
				large.docs.Categories[i].Methods = append(large.docs.Categories[i].Methods, name+suffix)
			}
		}
	}
}

// clone copies the lists that copyTo extends.
func (d documentation) clone() documentation {
	d.Categories = slices.Clone(d.Categories)
	for i := range d.Categories {
		d.Categories[i].Methods = nil
	}
	d.Methods, d.Constructors, d.Types = there(d.Methods), there(d.Constructors), there(d.Types)
	return d
}

// there copies entries; those without a page get one.
func there(entries map[string]entry) map[string]entry {
	all := make(map[string]entry, len(entries))
	for name, e := range entries {
		e.Missing = false
		all[name] = e
	}
	return all
}
