package diff

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// replacements finds the probable replacement of each removed entity: a new one of the same
// kind with the same last part of its name, or with distinctive words in common and similar
// parameters. If two fit equally, or none does, there is no replacement.
func (c *comparison) replacements() {
	type list struct {
		kind   model.Kind
		schema string
	}
	added := map[list][]candidate{}
	for _, ch := range c.changes {
		if ch.wholly(Added) {
			of := list{ch.Kind, ch.Schema}
			added[of] = append(added[of], candidateOf(ch, ch.New))
		}
	}
	for i, ch := range c.changes {
		if !ch.wholly(Removed) {
			continue
		}
		removed := candidateOf(ch, ch.Old)
		if found, ok := best(added[list{ch.Kind, ch.Schema}], func(e candidate) int { return replaces(removed, e) }); ok {
			_, row := lookup(ch.Rule, ch.when)
			ch.Replacement = found.name
			ch.Text = ch.text(row)
			c.changes[i] = ch
		}
	}
}

// replacedBy is the end of the sentence about an entity that was replaced.
func (c Change) replacedBy(form func(string) string) string {
	if c.Replacement == "" {
		return ""
	}
	return ", probably replaced by " + form(c.Replacement)
}

// wholly reports whether the change is that an entity was added or removed.
func (c Change) wholly(e Effect) bool {
	_, r := lookup(c.Rule, c.when)
	return r.Part == PartEntity && r.Effect == e
}

func candidateOf(ch Change, line string) candidate {
	e := entity{kind: ch.Kind, name: ch.Name}.as(line)
	return candidate{entity: e, words: distinctiveWords(e.name), features: features(e)}
}

// replaces measures how well b replaces a; 0 is not at all.
func replaces(a, b candidate) int {
	similar := similarity(a, b)
	if lastPart(a.name) == lastPart(b.name) {
		return 1000 + similar
	}
	x, y := a.words, b.words
	alike := 100 * 2 * len(shared(x, y)) / max(1, len(x)+len(y))
	if alike < 50 || similar < 50 || len(shared(x, y)) < 2 && verb(a) != verb(b) {
		return 0
	}
	return alike + similar
}

// verb is the first word of a method's name: acceptContact does not replace deleteContact.
func verb(e candidate) string {
	if e.kind != model.KindMethod {
		return ""
	}
	return wordsOf(lastPart(e.name))[0]
}

// similarity is the percentage of parameter names and words of the result that two entities
// have in common.
func similarity(a, b candidate) int {
	x, y := a.features, b.features
	if len(x)+len(y) == 0 {
		return 0
	}
	return 100 * 2 * len(shared(x, y)) / (len(x) + len(y))
}

// features are the names of the parameters, and the result.
func features(e entity) []string {
	var list []string
	for _, p := range e.params {
		if p.Type != "#" {
			list = append(list, p.Name)
		}
	}
	if e.result != "" {
		list = append(list, "= "+strings.ToLower(e.result))
	}
	return list
}
