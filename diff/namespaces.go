package diff

import (
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// renamedNamespaces finds removed namespaces of which most entities are in a new one, and
// returns how each changes the words of a line: communities became chatlists, so
// exportCommunityInvite is exportChatlistInvite.
func renamedNamespaces(old, new map[string]entity) []*strings.Replacer {
	was, is := namespaces(old), namespaces(new)
	var found []*strings.Replacer
	for from, members := range model.Sorted(was) {
		if is[from] != nil {
			continue
		}
		for to, others := range model.Sorted(is) {
			if was[to] != nil {
				continue
			}
			words := replaceWords(from, to)
			kept := slices.DeleteFunc(slices.Clone(members), func(name string) bool {
				return !slices.Contains(others, words.Replace(name))
			})
			if 2*len(kept) > len(members) && 2*len(kept) > len(others) {
				found = append(found, words)
			}
		}
	}
	return found
}

// namespaces lists the names of each namespace.
func namespaces(all map[string]entity) map[string][]string {
	spaces := map[string][]string{}
	for _, e := range model.Sorted(all) {
		if space := namespace(e.name); space != "" {
			spaces[space] = append(spaces[space], e.name)
		}
	}
	return spaces
}

// replaceWords replaces the name of a namespace by another one: in plural and singular, in
// lower and title case.
func replaceWords(from, to string) *strings.Replacer {
	pairs := []string{from, to, title(from), title(to)}
	one, other := singular(from), singular(to)
	return strings.NewReplacer(append(pairs, one, other, title(one), title(other))...)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func singular(s string) string {
	if stem, ok := strings.CutSuffix(s, "ies"); ok {
		return stem + "y"
	}
	if len(s) > 1 {
		return strings.TrimSuffix(s, "s")
	}
	return s
}
