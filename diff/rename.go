package diff

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// renames finds entities that are gone under one name and new under another: with
// the same id, or with the same parameters and result where no other candidate has
// them. Without parameters a result alone proves nothing. The map goes from the
// old name to the new one.
func renames(old, new map[string]entity) map[string]string {
	gone, came := only(old, new), only(new, old)
	renamed := map[string]string{}
	taken := map[string]bool{}
	for _, signature := range []func(entity) string{byID, byParams} {
		was, is := unique(gone, signature), unique(came, signature)
		for key, from := range model.Sorted(was) {
			to, ok := is[key]
			if ok && renamed[from] == "" && !taken[to] {
				renamed[from], taken[to] = to, true
			}
		}
	}
	return renamed
}

// only lists what a has and b has not.
func only(a, b map[string]entity) []entity {
	var list []entity
	for key, e := range model.Sorted(a) {
		if _, ok := b[key]; !ok {
			e.mapKey = key
			list = append(list, e)
		}
	}
	return list
}

// unique gives the key of the one entity that has a signature.
func unique(list []entity, signature func(entity) string) map[string]string {
	names := map[string]string{}
	count := map[string]int{}
	for _, e := range list {
		if key := signature(e); key != "" {
			names[key] = e.mapKey
			count[key]++
		}
	}
	for key, n := range count {
		if n > 1 {
			delete(names, key)
		}
	}
	return names
}

func byID(e entity) string { return e.id }

func byParams(e entity) string {
	if len(e.params) == 0 || e.tl == "" {
		return ""
	}
	var b strings.Builder
	for _, p := range e.params {
		b.WriteString(p.Name + ":" + p.Type + " ")
	}
	return b.String() + "= " + e.result
}
