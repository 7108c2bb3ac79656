package verify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Group is a group of findings with one cause.
type Group struct {
	Rule string
	// Text is the text of a single finding, or describes all.
	Text     string
	Findings []Finding
}

// summaries describe several findings of a rule with the same subject: the subject, the
// number of names, and some of them.
var summaries = map[string]string{
	TypeUnknown:  "%[1]s has no constructor; used by %[2]d entities: %[3]s",
	TableUnknown: "the site's error table names %[2]d methods that the schema does not have: %[3]s",
}

// cause is what the findings of a group have in common.
type cause struct {
	rule, schema, about string
	// kind and name are set if the group is about one entity.
	kind model.Kind
	name string
}

// Groups groups findings with one cause, such as all uses of a type without constructors,
// or all changes of one constructor that the site does not list. The groups are in the
// order of their first findings.
func Groups(all []Finding) []Group {
	names := namesAbout(all)
	var groups []Group
	at := map[cause]int{}
	for _, f := range all {
		c := causeOf(f)
		if isClaim(f.Rule) && len(names[c]) <= 2 {
			c.about, c.kind, c.name = "", f.Kind, f.Name
		}
		i, ok := at[c]
		if !ok || summaries[f.Rule] == "" && !isClaim(f.Rule) {
			at[c] = len(groups)
			groups = append(groups, Group{f.Rule, f.Text, []Finding{f}})
			continue
		}
		groups[i].Findings = append(groups[i].Findings, f)
	}
	for i, g := range groups {
		list := namesOf(g.Findings)
		switch first := g.Findings[0]; {
		case len(list) > 1 && isClaim(g.Rule):
			groups[i].Text = fmt.Sprintf("%d entities: %s: %s", len(list), strings.TrimPrefix(first.Text, first.Name+": "), some(list))
		case len(list) > 1:
			groups[i].Text = fmt.Sprintf(summaries[g.Rule], first.About, len(list), some(list))
		case isClaim(g.Rule) && len(g.Findings) > 1:
			groups[i].Text = joinClaims(g.Findings)
		}
	}
	return groups
}

func causeOf(f Finding) cause { return cause{rule: f.Rule, schema: f.Schema, about: f.About} }

func isClaim(rule string) bool { return rule == ClaimUnmet || rule == NotClaimed }

// namesAbout returns the names of the findings by cause.
func namesAbout(all []Finding) map[cause]map[string]bool {
	names := map[cause]map[string]bool{}
	for _, f := range all {
		c := causeOf(f)
		if names[c] == nil {
			names[c] = map[string]bool{}
		}
		names[c][f.Name] = true
	}
	return names
}

func namesOf(findings []Finding) (names []string) {
	for _, f := range findings {
		if !slices.Contains(names, f.Name) {
			names = append(names, f.Name)
		}
	}
	return names
}

// joinClaims joins several claims about one entity; a common ending, such as ", not listed
// on the site", is written once.
func joinClaims(findings []Finding) string {
	var claims []string
	for _, f := range findings {
		claims = append(claims, f.About)
	}
	first := findings[0]
	return first.Name + ": " + strings.Join(claims, "; ") + strings.TrimPrefix(first.Text, first.Name+": "+first.About)
}

// some lists at most three names.
func some(names []string) string {
	if len(names) <= 3 {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:3], ", ") + " and " + strconv.Itoa(len(names)-3) + " more"
}
