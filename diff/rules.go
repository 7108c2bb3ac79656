package diff

import (
	"slices"
	"strconv"
	"strings"
)

// Rule is a kind of change. Its ID never changes.
type Rule struct {
	ID    string `json:"id"`
	Level Level  `json:"level"`
	// When tells apart the rows of one ID: what the change must be for this level
	// and sentence. It is empty for the only row, or the usual one.
	When string `json:"when,omitempty"`
	// Sentence is what follows the entity's name; {param}, {error}, {code},
	// {section}, {old} and {new} stand for the fields of the change.
	Sentence string `json:"sentence"`
}

// Variants of rules that have several rows.
const (
	required        = "the parameter is required"
	optional        = "the parameter is conditional"
	ofConstructor   = "of a constructor"
	unauthenticated = "without logging in"
)

// Rules is the table of all rules, in the order in which a report shows the
// changes of one entity.
var Rules = []Rule{
	{"method-removed", Breaking, "", "is gone: calls of it fail, take them out"},
	{"constructor-removed", Breaking, "", "is gone: it is neither sent nor accepted, take its uses out"},
	{"type-removed", Breaking, "", "is gone: nothing is of this type any more, take its uses out"},
	{"method-renamed", Breaking, "", "is the new name of {old}: rename the calls"},
	{"constructor-renamed", Breaking, "", "is the new name of {old}: rename its uses"},
	{"param-removed", Breaking, "", "has lost its parameter {param}: {old}; leave it out"},
	{"param-added", Breaking, required, "has a new required parameter {param}: {new}; give it"},
	{"param-added", Compatible, optional, "has a new optional parameter {param}: {new}"},
	{"param-type-changed", Breaking, "", "has another type for {param}: {new}, was {old}; convert it"},
	{"param-made-required", Breaking, "", "requires {param} now: {new}, was {old}; always give it"},
	{"param-flag-moved", Breaking, "", "has the flag of {param} at another bit: {new}, was {old}; generate it anew"},
	{"param-moved", Breaking, "", "has {param} in another place: {new}, was {old}; generate it anew"},
	{"result-changed", Breaking, "", "returns {new}, returned {old}; read that"},
	{"result-changed", Breaking, ofConstructor, "is of type {new}, was of {old}; expect it there"},
	{"id-changed", Breaking, "", "has another id with the same parameters: {new}, was {old}; generate it anew"},
	{"access-narrowed", Breaking, "", "may be called by {new}, was by {old}; let no others call it"},
	{"access-narrowed", Breaking, unauthenticated, "may be called after logging in only; log in first"},

	{"method-added", Compatible, "", "is a new method"},
	{"constructor-added", Compatible, "", "is a new constructor"},
	{"type-added", Compatible, "", "is a new type"},
	{"param-made-optional", Compatible, "", "lets {param} be left out: {new}, was {old}"},
	{"error-removed", Compatible, "", "no longer fails with {code} {error}"},
	{"error-added", Compatible, "", "may fail with {code} {error}"},
	{"error-code-changed", Compatible, "", "fails with {error} as {new}, was {old}"},
	{"access-widened", Compatible, "", "may be called by {new}, was by {old}"},
	{"access-widened", Compatible, unauthenticated, "may be called without logging in"},
	{"table-error-removed", Compatible, "", "is no longer in the site's table of errors with {code}: {old}"},
	{"table-error-added", Compatible, "", "is in the site's table of errors with {code}: {new}"},
	{"table-methods-removed", Compatible, "", "comes with {code} no longer, says the site's table of errors, from {old}"},
	{"table-methods-added", Compatible, "", "may come with {code}, says the site's table of errors, from {new}"},
	{"table-access-changed", Compatible, "", "is for {new}, says the site's table of errors, was for {old}"},
	{"table-layer-changed", Compatible, "", "is that of the site's table of errors, was {old}"},
	{"layer-changed", Compatible, "", "is shown, was {old}"},
	{"layer-removed", Compatible, "", "is no longer listed: {old}"},
	{"layer-added", Compatible, "", "is listed: {new}"},

	{"documentation-removed", Docs, "", "is no longer documented"},
	{"documentation-added", Docs, "", "is documented now"},
	{"description-changed", Docs, "", "is described in other words"},
	{"param-description-changed", Docs, "", "describes {param} in other words"},
	{"error-description-changed", Docs, "", "describes {code} {error} in other words"},
	{"table-description-changed", Docs, "", "is described in other words with {code} in the site's table of errors"},
	{"access-stated", Docs, "", "says who may call it: {new}, said {old}"},
	{"category-changed", Docs, "", "stands under {new}, stood under {old}"},
	{"related-changed", Docs, "", "differs in a related page"},
	{"section-changed", Docs, "", "has another section {section}"},
	{"layer-title-changed", Docs, "", "is titled {new}, was {old}"},
}

// lookup finds the row of a rule, and its place in the table.
func lookup(id, variant string) (int, Rule) {
	for i, r := range Rules {
		if r.ID == id && r.When == variant {
			return i, r
		}
	}
	panic("diff: no rule " + id + " " + variant) // a mistake in this package; a test walks every call
}

// Sentence is what follows the entity's name in a change's text.
func (c Change) Sentence() string {
	if s := c.fill(); c.tells(s) {
		return s
	}
	return strings.TrimPrefix(c.Text, c.Subject()+" ")
}

// tells tells whether a sentence is that of the change's text. A change that was read
// from JSON does not say which of several rows of its rule it is; its text does.
func (c Change) tells(sentence string) bool {
	return c.Text == "" || c.Text == c.Subject()+" "+sentence
}

// fill fills in the sentence of the change's row; it is empty where there is none.
func (c Change) fill() string {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == c.Rule && r.When == c.variant })
	if i < 0 {
		return ""
	}
	return strings.NewReplacer(
		"{param}", c.Param, "{error}", c.Error, "{code}", strconv.Itoa(c.Code), "{section}", c.Section,
		"{old}", c.orNothing(c.Old), "{new}", c.orNothing(c.New),
	).Replace(Rules[i].Sentence)
}

// sentenceOf is the sentence where it follows from a change to an entity of that name:
// it, if it is the same one.
func (c Change) sentenceOf(name string) string {
	if c.Name == name {
		return "it " + c.Sentence()
	}
	return c.Subject() + " " + c.Sentence()
}

// Subject is what a change's text begins with.
func (c Change) Subject() string {
	if c.Kind == KindLayer {
		return "Layer " + c.Name
	}
	return c.Name
}

func (c Change) orNothing(s string) string {
	switch {
	case s != "":
		return s
	case c.Kind == KindLayer:
		return "no title"
	default:
		return "nothing"
	}
}
