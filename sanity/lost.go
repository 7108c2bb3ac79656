package sanity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// minimumStripped is how many pages may lose something as a whole, however many pages have it.
const minimumStripped = 10

// minimumMoved is on how many pages facts may be found elsewhere on the page before they
// count as moved by a layout.
const minimumMoved = 3

// maxLostErrors is the largest part of the methods with errors that may lose all of them:
// more than of other parts, for an error that the site lists everywhere for a while may be
// the only one of a method.
const maxLostErrors = 0.05

// part is something that a page has or not.
type part struct {
	name      string
	limit     float64
	had, lost int
}

// lostParts reports what pages lost as a whole, though they are still there: their
// descriptions, the words of all parameters, all errors, who may call. No night of edits
// does that on many pages.
func lostParts(old, new *model.Snapshot) (reasons []string) {
	descriptions := &part{name: "have no description", limit: maxLost}
	words := &part{name: "describe no parameter", limit: maxLost}
	errors := &part{name: "have no errors", limit: maxLostErrors}
	access := &part{name: "do not say who may call", limit: maxLost}
	categories := &part{name: "have no category", limit: maxLost}
	for name, was := range old.Methods {
		if is := new.Methods[name]; is != nil && stays(was.Documented, is.Documented) {
			descriptions.count(was.Description != "", is.Description != "")
			words.count(described(was.Params) > 0, described(is.Params) > 0)
			errors.count(len(was.Errors) > 0, len(is.Errors) > 0)
			access.count(saysWho(was.Access), saysWho(is.Access))
			categories.count(was.Category != "", is.Category != "")
		}
	}
	for name, was := range old.Constructors {
		if is := new.Constructors[name]; is != nil && stays(was.Documented, is.Documented) {
			descriptions.count(was.Description != "", is.Description != "")
			words.count(described(was.Params) > 0, described(is.Params) > 0)
		}
	}
	for name, was := range old.Types {
		if is := new.Types[name]; is != nil && stays(was.Documented, is.Documented) {
			descriptions.count(was.Description != "", is.Description != "")
		}
	}
	for _, p := range []*part{descriptions, words, errors, access, categories} {
		many := float64(p.lost) > p.limit*float64(p.had) || p.lost >= minimumStripped && p != errors
		if p.had >= minimum && p.lost >= MinimumLost && many {
			reasons = append(reasons, fmt.Sprintf("%d of %d pages %s any more", p.lost, p.had, p.name))
		}
	}
	if n := movedFacts(old, new); n >= minimumMoved {
		reasons = append(reasons, fmt.Sprintf("%d pages hold errors or descriptions of parameters where they are not read from", n))
	}
	if n := stillListed(old, new); n >= minimumMoved {
		reasons = append(reasons, fmt.Sprintf("%d constructors are gone from the schema, and the pages of their types still list them", n))
	}
	return reasons
}

// movedFacts counts the pages that no longer have an error or the description of a
// parameter in its place, but in another part of the page.
func movedFacts(old, new *model.Snapshot) (n int) {
	for name, was := range old.Methods {
		is := new.Methods[name]
		if is == nil || len(is.Sections) == 0 {
			continue
		}
		added := addedSections(was.Sections, is.Sections)
		if movedErrors(was.Errors, is.Errors, added) || movedWords(was.Params, is.Params, added) {
			n++
		}
	}
	for name, was := range old.Constructors {
		if is := new.Constructors[name]; is != nil && len(is.Sections) > 0 && movedWords(was.Params, is.Params, addedSections(was.Sections, is.Sections)) {
			n++
		}
	}
	return n
}

// addedSections are the letters and digits of the sections that changed.
func addedSections(was, is map[string]string) string {
	var b strings.Builder
	for anchor, text := range model.Sorted(is) {
		if was[anchor] != text {
			b.WriteString(plain(text))
		}
	}
	return b.String()
}

// stillListed counts the constructors that vanished from the schema, but not from the pages
// of their types.
func stillListed(old, new *model.Snapshot) (n int) {
	for _, t := range new.Types {
		for _, name := range t.Constructors {
			if old.Constructors[name] != nil && new.Constructors[name] == nil {
				n++
			}
		}
	}
	return n
}

func movedErrors(was, is []model.Error, added string) bool {
	return added != "" && slices.ContainsFunc(was, func(e model.Error) bool {
		gone := !slices.ContainsFunc(is, func(o model.Error) bool { return o.Type == e.Type })
		return gone && strings.Contains(added, plain(e.Type))
	})
}

// minimumWords is how many letters and digits a description must have to be found by them.
const minimumWords = 12

func movedWords(was, is []model.Param, added string) bool {
	return added != "" && slices.ContainsFunc(was, func(p model.Param) bool {
		gone := slices.ContainsFunc(is, func(o model.Param) bool { return o.Name == p.Name && o.Description == "" })
		words := plain(p.Description)
		return gone && len(words) >= minimumWords && strings.Contains(added, words)
	})
}

func (p *part) count(had, has bool) {
	if had {
		p.had++
		if !has {
			p.lost++
		}
	}
}

// stays reports whether a page was crawled in both nights and did not become a stub.
func stays(was, is *bool) bool { return was != nil && is != nil && !(*was && !*is) }

func saysWho(a *model.Access) bool { return a != nil && (a.Users != nil || a.Bots != nil) }
