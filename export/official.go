package export

import (
	"cmp"
	"io"
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// Official writes the table in the format of the site's own /api/errors.json, with all of
// its keys: codes are strings, an error without methods may come from any method. If the
// site's table is a source, its lists, its descriptions and unknown keys are written
// unchanged.
func Official(w io.Writer, t *Table) error {
	doc := map[string]any{}
	if t.table != nil && t.all {
		for key, value := range t.table.Other {
			doc[key] = value
		}
	}
	errors := map[string]map[string][]string{}
	for _, e := range t.Errors {
		code := strconv.Itoa(e.Code)
		if errors[code] == nil {
			errors[code] = map[string][]string{}
		}
		methods := append([]string{}, e.Methods...)
		if e.Any {
			methods = []string{}
		}
		errors[code][e.Type] = methods
	}
	doc["errors"] = errors
	doc["descriptions"] = t.descriptions()
	users, bots := t.callers()
	doc["user_only"], doc["bot_only"] = append([]string{}, users...), append([]string{}, bots...)
	doc["business_supported"] = append([]string{}, t.BusinessSupported...)
	doc["unauthed_allowed"] = append([]string{}, t.UnauthedAllowed...)
	doc["layer"] = t.layer()
	return encode(w, doc)
}

// descriptions returns the description of each type: the site's if it has one.
func (t *Table) descriptions() map[string]string {
	texts := t.texts()
	if t.table != nil {
		for _, e := range t.table.Errors {
			if _, ok := texts[e.Type]; ok && e.Description != "" {
				texts[e.Type] = e.Description
			}
		}
	}
	return texts
}

// callers lists the methods for users only and for bots only: those of the site's table,
// or else those of the pages.
func (t *Table) callers() (users, bots []string) {
	if t.table != nil {
		b := newBuilder(t.options)
		return b.taken(t.table.UserOnly), b.taken(t.table.BotOnly)
	}
	for _, m := range t.Methods {
		switch m.Usability {
		case ForUsers:
			users = append(users, m.Name)
		case ForBots:
			bots = append(bots, m.Name)
		}
	}
	return users, bots
}

func (t *Table) layer() int {
	table := cmp.Or(t.table, &model.ErrorTable{})
	return cmp.Or(table.Layer, t.Layer)
}
