package sanity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// minimum is the number of entities below which a check is skipped.
const minimum = 20

// minimumAll is how many entities of a kind may not all be gone.
const minimumAll = 10

// MinimumLost is the number of lost pages from which on they count as lost together.
const MinimumLost = 5

// The largest fractions that may change in one run.
const (
	maxDrop       = 0.20 // of a feature, compared with the best of the last good runs
	maxGone       = 0.10 // of the entities of a kind, on a new layer
	maxGoneSame   = 0.02 // of them without a new layer
	maxLost       = 0.02 // of the documented pages, if there are MinimumLost
	maxMismatches = 0.02 // of the pages, whose parameter tables differ from their lines
	maxSameRule   = 0.30 // of the entities of a kind by one rule, without a new layer
)

// Implausible returns the reasons why the new snapshot is implausible after the old one.
// The baseline has the best count of each feature in the last good runs.
func Implausible(old, new *model.Snapshot, baseline map[string]int, kinds []model.Kind) []string {
	if new.Layer < old.Layer {
		return []string{fmt.Sprintf("the site shows layer %d, and the newest snapshot has layer %d", new.Layer, old.Layer)}
	}
	reasons := missingKinds(old, new, kinds)
	if len(reasons) > 0 {
		return reasons
	}
	for _, f := range features {
		had, has := max(baseline[f.name], f.count(old)), f.count(new)
		switch {
		case had < minimum:
		case has == 0:
			reasons = append(reasons, fmt.Sprintf("%s: there were %d, there are none now", f.name, had))
		case float64(had-has) > maxDrop*float64(had):
			reasons = append(reasons, fmt.Sprintf("%s: %d of %d are missing", f.name, had-has, had))
		}
	}
	reasons = append(reasons, gone(old, new)...)
	if was, is := mismatches(old), mismatches(new); is-was >= minimum && float64(is-was) > maxMismatches*float64(features[0].count(new)+features[1].count(new)) {
		reasons = append(reasons, fmt.Sprintf("the parameter tables of %d pages differ from their lines; %d did before", is, was))
	}
	if documented, lost := lostWords(old, new); lost >= MinimumLost && float64(lost) > maxLost*float64(documented) {
		reasons = append(reasons, fmt.Sprintf("%d of %d documented pages no longer have a description", lost, documented))
	}
	if was, is := conflicts(old), conflicts(new); is-was >= minimumMoved {
		reasons = append(reasons, fmt.Sprintf("%d pages show another line than /schema; %d did before", is, was))
	}
	reasons = append(reasons, againstTable(old, new)...)
	if len(reasons) == 0 {
		reasons = lostParts(old, new)
	}
	return reasons
}

// missingKinds reports the kinds that the newest snapshot has and this run did not crawl.
func missingKinds(old, new *model.Snapshot, kinds []model.Kind) []string {
	var missing []string
	for _, k := range []struct {
		kind model.Kind
		of   feature
	}{{model.KindMethod, features[0]}, {model.KindConstructor, features[1]}, {model.KindType, features[2]}} {
		if len(kinds) > 0 && !slices.Contains(kinds, k.kind) && k.of.count(old) > 0 && k.of.count(new) == 0 {
			missing = append(missing, string(k.kind))
		}
	}
	if len(kinds) > 0 && !slices.Contains(kinds, "schema") && len(old.Schemas) > 0 && len(new.Schemas) == 0 {
		missing = append(missing, "schema")
	}
	if len(missing) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("--kinds is the reason: the newest snapshot has %s, and this run did not crawl them", strings.Join(missing, ", "))}
}

// gone reports entities that disappeared from the schema in a number that no release
// removes.
func gone(old, new *model.Snapshot) []string {
	limit := maxGone
	if new.Layer == old.Layer {
		limit = maxGoneSame
	}
	reasons := goneOver(old, new, limit)
	goneOfTable(old.ErrorTable, new.ErrorTable, goneCheck(&reasons, limit))
	return reasons
}

// goneCheck returns a function that adds a reason if more than the limit of a kind is gone,
// or all of several.
func goneCheck(reasons *[]string, limit float64) func(kind string, total, gone int) {
	return func(kind string, total, gone int) {
		if gone >= minimum && float64(gone) > limit*float64(total) || gone >= minimumAll && gone == total {
			*reasons = append(*reasons, fmt.Sprintf("%d of %d %s are gone", gone, total, kind))
		}
	}
}

// goneOver reports the kinds of which a larger fraction than the limit disappeared.
func goneOver(old, new *model.Snapshot, limit float64) (reasons []string) {
	check := goneCheck(&reasons, limit)
	check("methods", len(old.Methods), missing(old.Methods, new.Methods))
	check("constructors", len(old.Constructors), missing(old.Constructors, new.Constructors))
	check("types", len(old.Types), missing(old.Types, new.Types))
	return reasons
}

func missing[V any](old, new map[string]V) (n int) {
	for name := range old {
		if _, ok := new[name]; !ok {
			n++
		}
	}
	return n
}

// massChange is one rule on many entities of a kind.
type massChange struct {
	rule  string
	kind  model.Kind
	n, of int
}

// MassChanges returns a reason if a rule changed so many entities of a kind at once,
// without a new layer, that the layout of the pages must have changed rather than their
// content, or if the same words changed on some of the pages.
func MassChanges(old *model.Snapshot, r *diff.Report) []string {
	if r.New.Layer > r.Old.Layer {
		return nil
	}
	total := map[model.Kind]int{
		model.KindMethod: features[0].count(old), model.KindConstructor: features[1].count(old), model.KindType: features[2].count(old),
	}
	if old.ErrorTable != nil {
		total[diff.KindError] = len(old.ErrorTable.Errors)
	}
	var found []massChange
	for _, c := range perRule(r) {
		if c.of = total[c.kind]; c.n >= minimum && float64(c.n) > maxSameRule*float64(c.of) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return templateChanges(r)
	}
	slices.SortStableFunc(found, func(a, b massChange) int { return cmp.Compare(b.n, a.n) })
	most := found[0]
	reason := fmt.Sprintf("the layout of the pages changed, not the API: %s on %d of %d %ss at once, without a new layer", most.rule, most.n, most.of, most.kind)
	if more := len(found) - 1; more > 0 {
		reason += fmt.Sprintf(", and %d more rules", more)
	}
	return []string{reason}
}

// perRule counts the entities that each rule changed, in the order of the report.
func perRule(r *diff.Report) []massChange {
	type key struct {
		rule string
		kind model.Kind
	}
	at := map[key]int{}
	counted := map[string]bool{}
	var list []massChange
	for _, c := range r.Changes {
		k := key{c.Rule, c.Kind}
		name := fmt.Sprintf("%s %s %s", c.Rule, c.Kind, c.Name)
		if c.Kind == diff.KindError {
			name += fmt.Sprint(c.Error, c.Code)
		}
		if counted[name] {
			continue
		}
		counted[name] = true
		if _, known := at[k]; !known {
			at[k] = len(list)
			list = append(list, massChange{rule: c.Rule, kind: c.Kind})
		}
		list[at[k]].n++
	}
	return list
}

// mismatches counts the pages whose parameter table differs from the line.
func mismatches(s *model.Snapshot) (n int) {
	for _, m := range s.Methods {
		if len(m.ParamTable) > 0 {
			n++
		}
	}
	for _, c := range s.Constructors {
		if len(c.ParamTable) > 0 {
			n++
		}
	}
	return n
}

// conflicts counts the pages whose line differs from that of /schema, as pages of another
// layer do.
func conflicts(s *model.Snapshot) (n int) {
	for _, m := range s.Methods {
		if m.SchemaTL != "" {
			n++
		}
	}
	for _, c := range s.Constructors {
		if c.SchemaTL != "" {
			n++
		}
	}
	return n
}

// lostWords counts the documented entities that both snapshots crawled, and those of them
// that are no longer documented.
func lostWords(old, new *model.Snapshot) (documented, lost int) {
	eachPage(old, new, func(was, is *bool) {
		if was != nil && *was && is != nil {
			documented++
			if !*is {
				lost++
			}
		}
	})
	return documented, lost
}

// eachPage calls visit for every entity that both snapshots have: whether its page
// describes it, nil without a page.
func eachPage(old, new *model.Snapshot, visit func(was, is *bool)) {
	for name, m := range old.Methods {
		if n := new.Methods[name]; n != nil {
			visit(m.Documented, n.Documented)
		}
	}
	for name, c := range old.Constructors {
		if n := new.Constructors[name]; n != nil {
			visit(c.Documented, n.Documented)
		}
	}
	for name, t := range old.Types {
		if n := new.Types[name]; n != nil {
			visit(t.Documented, n.Documented)
		}
	}
}

// HasMore reports whether the new snapshot has pages, an error table or other schemas that
// the old one does not have, which is not a change.
func HasMore(old, new *model.Snapshot) bool {
	return Pages(new) > Pages(old) || old.ErrorTable == nil && new.ErrorTable != nil || len(new.Schemas) > len(old.Schemas)
}
