package diff

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// renames finds entities that were removed under one name and added under another. They have
//
//   - the same id, or
//   - the same line after the words of a renamed namespace are replaced, or
//   - the same parameters and result, and the same namespace or a distinctive word in common.
//     Without parameters the last part of the name must be the same.
//
// Each side must have no other equally good match. The map goes from the key of the
// old entity to that of the new one.
func renames(old, new map[string]entity) map[string]string {
	m := matching{removed: only(old, new), added: only(new, old), to: map[string]string{}, taken: map[string]bool{}}
	if len(m.removed) == 0 || len(m.added) == 0 || m.removed[0].kind == model.KindType {
		return m.to
	}
	m.match(func(e candidate) string { return e.id }, func(e candidate) string { return e.id }, nil)
	for _, words := range renamedNamespaces(old, new) {
		m.match(func(e candidate) string { return words.Replace(e.named()) }, candidate.named, nil)
	}
	m.match(candidate.shape, candidate.shape, likeness)
	return m.to
}

// candidate is an entity that may have been renamed.
type candidate struct {
	entity
	key string
	// words and features measure likely replacements.
	words, features []string
}

// only returns what a has and b does not.
func only(a, b map[string]entity) []candidate {
	var list []candidate
	for key, e := range a {
		if _, ok := b[key]; !ok {
			list = append(list, candidate{entity: e.as(e.schemaLine()), key: key})
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(a.key, b.key) })
	return list
}

// shape is the parameters and the result.
func (e candidate) shape() string {
	if e.schemaLine() == "" {
		return ""
	}
	var b strings.Builder
	for _, p := range e.params {
		b.WriteString(p.Name + ":" + p.Type + " ")
	}
	return b.String() + "= " + e.result
}

func (e candidate) named() string {
	shape := e.shape()
	if shape == "" {
		return ""
	}
	return e.name + " " + shape
}

// matching pairs removed entities with added ones.
type matching struct {
	removed, added []candidate
	to             map[string]string // key -> key
	taken          map[string]bool   // keys of new entities
}

// match pairs entities with equal signatures and similar names. Of several it picks the
// pair that is the most similar for both of its members; on a tie, none. Without a measure,
// all are equally similar.
func (m matching) match(was, is func(candidate) string, like func(a, b candidate) int) {
	bySignature := map[string][]candidate{}
	for _, e := range m.added {
		if s := is(e); s != "" && !m.taken[e.key] {
			bySignature[s] = append(bySignature[s], e)
		}
	}
	measure := func(a, b candidate) int {
		switch {
		case a.name == b.name: // of two layers
			return 0
		case like == nil:
			return 1
		}
		return like(a, b)
	}
	groups := map[string][]candidate{}
	for _, e := range m.removed {
		if s := was(e); m.to[e.key] == "" && len(bySignature[s]) > 0 {
			groups[s] = append(groups[s], e)
		}
	}
	for s, removed := range model.Sorted(groups) {
		added := bySignature[s]
		for _, a := range removed {
			b, ok := best(added, func(e candidate) int { return measure(a, e) })
			if !ok {
				continue
			}
			if back, ok := best(removed, func(e candidate) int { return measure(e, b) }); ok && back.key == a.key {
				m.to[a.key], m.taken[b.key] = b.key, true
			}
		}
	}
}

// best returns the only candidate with the highest measure above 0.
func best(list []candidate, measure func(candidate) int) (found candidate, ok bool) {
	most := 0
	for _, e := range list {
		switch n := measure(e); {
		case n > most:
			found, most, ok = e, n, true
		case n == most:
			ok = false
		}
	}
	return found, ok
}

// likeness measures how similar two names are; 0 is not similar.
func likeness(a, b candidate) int {
	if lastPart(a.name) == lastPart(b.name) {
		return 100
	}
	if len(a.params) == 0 {
		return 0
	}
	n := 2 * len(shared(distinctiveWords(a.name), distinctiveWords(b.name)))
	if space := namespace(a.name); space != "" && space == namespace(b.name) {
		n++
	}
	return n
}

// namespace is the part of a name before its last dot.
func namespace(name string) string {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return ""
}

func lastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// common are words that occur in many names, and so do not indicate a rename.
var common = []string{"get", "set", "update", "input", "send", "is", "to", "of", "in", "for", "the", "new", "all"}

// distinctiveWords returns the distinctive words in the last part of a name: upgrade and gift
// in payments.getUpgradeGift.
func distinctiveWords(name string) []string {
	return slices.DeleteFunc(wordsOf(lastPart(name)), func(w string) bool { return slices.Contains(common, w) })
}

// wordsOf splits a name before its upper-case letters.
func wordsOf(name string) []string {
	var words []string
	start := 0
	for i := 1; i <= len(name); i++ {
		if i == len(name) || 'A' <= name[i] && name[i] <= 'Z' {
			words = append(words, strings.ToLower(name[start:i]))
			start = i
		}
	}
	return words
}

// shared returns the words that are in both lists.
func shared(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(w string) bool { return !slices.Contains(b, w) })
}
