package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Row returns the change's row of [Rules]; for a rule unknown to this version it is empty.
// JSON does not contain which of several rows of a rule a change is of, but its text is
// unique.
func (c Change) Row() Rule {
	if c.row > 0 {
		return Rules[c.row-1]
	}
	first := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == c.Rule })
	if first < 0 {
		return Rule{}
	}
	if i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == c.Rule && c.text(r) == c.Text }); i >= 0 {
		return Rules[i]
	}
	return Rules[first]
}

// tableRow is Row with its position in the table, for the order of a report.
func (c Change) tableRow() (int, Rule) {
	if i := slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == c.Rule && r.When == c.when }); i >= 0 {
		return i, Rules[i]
	}
	row := c.Row()
	return slices.IndexFunc(Rules, func(r Rule) bool { return r.ID == row.ID && r.When == row.When }), row
}

// Whole reports whether the change is that an entity was added or removed.
func (c Change) Whole() bool {
	r := c.Row()
	return r.ID != "" && r.Part == PartEntity && (r.Effect == Added || r.Effect == Removed)
}

// Renamed reports whether the change is that an entity has a new name: Old became New.
func (c Change) Renamed() bool {
	r := c.Row()
	return r.Part == PartEntity && r.Effect == Renamed
}

// InLine reports whether the change is one of the entity's line of the schema.
func (c Change) InLine() bool {
	switch r := c.Row(); r.Part {
	case PartEntity, PartParams, PartResult:
		return r.ID != "" && !r.Prose
	}
	return false
}

// Prose reports whether Old and New are texts to compare word by word.
func (c Change) Prose() bool { return c.Row().Prose && (c.Old != "" || c.New != "") }

// Subject is the beginning of a change's text.
func (c Change) Subject() string {
	if c.Kind == KindLayer {
		return "Layer " + c.Name
	}
	return c.Name
}

// Sentence is the part of a change's text after the subject.
func (c Change) Sentence() string { return c.SentenceIn(func(value string) string { return value }) }

// SentenceIn is the change's sentence with every value in it formatted by form. A text that
// is not from this version's table is formatted as one value.
func (c Change) SentenceIn(form func(value string) string) string {
	if r := c.Row(); r.ID != "" && (c.Text == "" || c.text(r) == c.Text) {
		return c.fill(r, form)
	}
	text := strings.TrimPrefix(c.Text, c.Subject())
	return form(strings.TrimLeft(text, ": "))
}

// text returns the change's text by a row of the table.
func (c Change) text(r Rule) string {
	return c.Subject() + ": " + c.fill(r, func(value string) string { return value })
}

// fill replaces the placeholders of a row's sentence.
func (c Change) fill(r Rule, form func(string) string) string {
	values := []string{"{code}", strconv.Itoa(c.Code)}
	for _, v := range []struct{ placeholder, value, empty string }{
		{"{param}", c.Param, ""}, {"{error}", c.Error, ""}, {"{section}", c.Section, ""},
		{"{old}", c.Old, nothing(r)}, {"{new}", c.New, nothing(r)},
	} {
		text := v.empty
		if v.value != "" {
			text = form(v.value)
		}
		values = append(values, v.placeholder, text)
	}
	return strings.NewReplacer(values...).Replace(r.Sentence) + c.advice(r) + c.replacedBy(form)
}

// advice returns what a breaking change of a constructor requires of the reader.
func (c Change) advice(r Rule) string {
	if c.Kind != model.KindConstructor || r.level(c.Direction) != Breaking {
		return ""
	}
	var text string
	if c.Direction.sends() && r.SentAdvice != "" {
		text += "; sent: " + r.SentAdvice
	}
	if c.Direction.receives() && r.ReceivedAdvice != "" {
		text += "; received: " + r.ReceivedAdvice
	}
	return text
}

// Entity identifies the subject of the change, as in Report.Lines.
func (c Change) Entity() Entity {
	e := Entity{Kind: c.Kind, Name: c.Name, Schema: c.Schema}
	if c.Schema != "" {
		e.Section = c.Section
	}
	return e
}

// nothing is the text for an empty value.
func nothing(r Rule) string {
	switch r.Part {
	case PartLayers:
		return "no title"
	case PartAccess:
		return "not stated"
	default:
		return "none"
	}
}
