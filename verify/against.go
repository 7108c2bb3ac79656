package verify

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/model"
)

// Against compares the site's list of changes of a layer with a snapshot of that layer: a
// new entity must be in it, a deleted one must not, and a changed parameter must have its
// new type.
func Against(s *model.Snapshot, claim changelog.Layer) []Finding {
	v := &verifier{}
	for _, e := range claim.New {
		if _, ok := line(s, e); !ok {
			v.claim(ClaimUnmet, of(e), "", "new", fmt.Sprintf(" in layer %d on the site, missing in the snapshot", claim.Layer))
		}
	}
	for _, e := range claim.Deleted {
		if _, ok := line(s, e); ok {
			v.claim(ClaimUnmet, of(e), "", "deleted", fmt.Sprintf(" in layer %d on the site, still in the snapshot", claim.Layer))
		}
	}
	for _, e := range claim.Changed {
		v.changed(s, e, claim.Layer)
	}
	return v.findings
}

// claim reports that a claim about an entity does not hold, or is missing.
func (v *verifier) claim(rule string, e entity, param, claim, because string) {
	v.find(rule, e, param, "%s: %s%s", e.name, claim, because)
	v.findings[len(v.findings)-1].About = claim
}

func of(e changelog.Entry) entity { return entity{kind: e.Kind, name: e.Name} }

// line is the combinator of a claimed entity, if the snapshot has one.
func line(s *model.Snapshot, e changelog.Entry) (c model.Combinator, ok bool) {
	tl := ""
	switch m, k := s.Methods[e.Name], s.Constructors[e.Name]; {
	case e.Kind == model.KindType:
		return c, s.Types[e.Name] != nil
	case e.Kind == model.KindMethod && m != nil:
		tl = cmp.Or(m.SchemaTL, m.TL)
	case e.Kind == model.KindConstructor && k != nil:
		tl = cmp.Or(k.SchemaTL, k.TL)
	default:
		return c, false
	}
	c, _ = model.ParseCombinator(tl)
	return c, true
}

func (v *verifier) changed(s *model.Snapshot, e changelog.Entry, layer int) {
	c, ok := line(s, e)
	unmet := func(param, format string, args ...any) {
		v.claim(ClaimUnmet, of(e), param, fmt.Sprintf(format, args...), fmt.Sprintf(" in layer %d on the site, but not in the snapshot", layer))
	}
	if !ok {
		unmet("", "changed")
		return
	}
	typeOf := func(name string) (string, bool) {
		i := slices.IndexFunc(c.Params, func(p model.Param) bool { return p.Name == name })
		if i < 0 {
			return "", false
		}
		return c.Params[i].Type, true
	}
	for _, p := range e.Added {
		if t, ok := typeOf(p.Name); !ok || p.Type != "" && p.Type != t {
			unmet(p.Name, "new parameter %s", p.Name)
		}
	}
	for _, p := range e.Removed {
		if _, ok := typeOf(p.Name); ok {
			unmet(p.Name, "parameter %s removed", p.Name)
		}
	}
	for _, r := range e.Retyped {
		if t, _ := typeOf(r.Name); t != r.New {
			unmet(r.Name, "type of %s changed to %s", r.Name, r.New)
		}
	}
	if e.Result != nil && e.Result.New != c.Result {
		unmet("", "return type changed to %s", e.Result.New)
	}
}

// fact is one change of a list.
type fact struct {
	kind        model.Kind
	name, param string
	what        string
}

// CompareClaims compares the changes that the site lists with the computed ones: each that
// is missing from one of the two is a finding.
func CompareClaims(claim, computed changelog.Layer) []Finding {
	v := &verifier{}
	said, found := facts(claim), facts(computed)
	for _, f := range said {
		if !slices.Contains(found, f) {
			v.claim(ClaimUnmet, entity{kind: f.kind, name: f.name}, f.param, f.what, " on the site, but not between the snapshots")
		}
	}
	for _, f := range found {
		if !slices.Contains(said, f) {
			v.claim(NotClaimed, entity{kind: f.kind, name: f.name}, f.param, f.what, ", not listed on the site")
		}
	}
	return v.findings
}

func facts(l changelog.Layer) []fact {
	l.Sort()
	var list []fact
	add := func(e changelog.Entry, param, format string, args ...any) {
		list = append(list, fact{e.Kind, e.Name, param, fmt.Sprintf(format, args...)})
	}
	for _, e := range l.New {
		add(e, "", "new")
	}
	for _, e := range l.Changed {
		for _, p := range e.Added {
			add(e, p.Name, "new parameter %s", p.Name)
		}
		for _, p := range e.Removed {
			add(e, p.Name, "parameter %s removed", p.Name)
		}
		for _, r := range e.Retyped {
			add(e, r.Name, "type of %s changed from %s to %s", r.Name, r.Old, r.New)
		}
		if e.Result != nil {
			add(e, "", "return type changed from %s to %s", e.Result.Old, e.Result.New)
		}
	}
	for _, e := range l.Deleted {
		add(e, "", "deleted")
	}
	return list
}
