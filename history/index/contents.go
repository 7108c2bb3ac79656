package index

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/tlcrawl/tlcrawl/internal/prose"
	"github.com/tlcrawl/tlcrawl/model"
)

// contents collects entities and errors as they last were, of snapshots that come newest
// first.
type contents struct {
	entities map[subject]any
	errors   map[errorSource][]mention
}

// errorSource is an error on the pages of methods, or in the site's table.
type errorSource struct {
	of     subject
	source string
}

const (
	sourcePages = "page"
	sourceTable = "table"
)

// mention is a method that an error is documented for; an empty one is any method.
type mention struct{ method, description string }

func newContents() *contents {
	return &contents{entities: map[subject]any{}, errors: map[errorSource][]mention{}}
}

func (c *contents) add(s *model.Snapshot) {
	entities(s, func(e subject, _ class, _ string, is any) {
		if _, known := c.entities[e]; !known {
			c.entities[e] = is
		}
	})
	here := map[errorSource][]mention{}
	mentions(s, func(of errorSource, m mention) {
		if _, known := c.errors[of]; !known {
			here[of] = append(here[of], m)
		}
	})
	for of, list := range here {
		slices.SortFunc(list, func(a, b mention) int {
			return cmp.Or(strings.Compare(a.method, b.method), strings.Compare(a.description, b.description))
		})
		c.errors[of] = slices.CompactFunc(list, func(a, b mention) bool { return a.method == b.method })
	}
}

func mentions(s *model.Snapshot, each func(errorSource, mention)) {
	for name, m := range s.Methods {
		for _, e := range m.Errors {
			each(errorSource{errorSubject(e.Code, e.Type), sourcePages}, mention{name, e.Description})
		}
	}
	if s.ErrorTable == nil {
		return
	}
	for _, e := range s.ErrorTable.Errors {
		of := errorSource{errorSubject(e.Code, e.Type), sourceTable}
		if len(e.Methods) == 0 {
			each(of, mention{"", e.Description})
		}
		for _, m := range e.Methods {
			each(of, mention{m, e.Description})
		}
	}
}

// entityRow is what the index has of an entity.
type entityRow struct {
	crc, tl, result, description, definition string
	availableAsOf                            int
	params                                   []model.Param
}

func rowOf(is any) (r entityRow, err error) {
	switch e := is.(type) {
	case *model.Method:
		r = entityRow{crc: e.ID, tl: cmp.Or(e.SchemaTL, e.TL), result: e.Result, description: e.Description, availableAsOf: e.AvailableAsOf, params: e.Params}
	case *model.Constructor:
		r = entityRow{crc: e.ID, tl: cmp.Or(e.SchemaTL, e.TL), result: e.Type, description: e.Description, availableAsOf: e.AvailableAsOf, params: e.Params}
	case *model.Type:
		r = entityRow{description: e.Description, availableAsOf: e.AvailableAsOf}
	case model.SchemaLine:
		if c, err := model.ParseCombinator(e.TL); err == nil {
			r = entityRow{crc: c.ID, tl: e.TL, result: c.Result, params: c.Params}
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err = enc.Encode(is)
	r.definition = strings.TrimSuffix(b.String(), "\n")
	return r, err
}

// textOf is what the search looks through: parameters with their descriptions.
func (r entityRow) textOf() (params, description string) {
	var b strings.Builder
	for _, p := range r.params {
		if p.Type != "#" {
			b.WriteString(p.Name + " " + words(p.Name) + " " + plain(p.Description) + "\n")
		}
	}
	return b.String(), plain(r.description)
}

// words splits a name: messages send Message of messages.sendMessage, FLOOD WAIT of
// FLOOD_WAIT_%d.
func words(name string) string {
	var b strings.Builder
	before := ' '
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteRune(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func plain(markdown string) string { return prose.Plain(markdown) }
