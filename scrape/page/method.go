package page

import (
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// access maps each heading on who may call a method to users and bots. The first was on the
// pages until 2025; a page without it did not say anything.
var access = map[string]model.Access{
	"bots-can-use-this-method":                {Bots: new(true)},
	"only-users-can-use-this-method":          {Users: new(true), Bots: new(false)},
	"only-bots-can-use-this-method":           {Users: new(false), Bots: new(true)},
	"both-users-and-bots-can-use-this-method": {Users: new(true), Bots: new(true)},
	unauthenticated:                           {Unauthenticated: new(true)},
	business:                                  {Business: new(true)},
}

// Keys of headings that the site writes as sentences: "This method can be invoked over an
// unauthenticated connection »".
const (
	unauthenticated = "over-an-unauthenticated-connection"
	business        = "over-a-business-connection"
)

// accessKey shortens the anchor of a heading on who may call a method to its key.
func accessKey(anchor string) string {
	for _, key := range []string{unauthenticated, business} {
		if strings.Contains(anchor, key) {
			return key
		}
	}
	return anchor
}

func (d *document) method(p *Page, c combinator) error {
	m := &model.Method{
		Name: d.name, ID: c.line.ID, TL: c.line.Line, Result: c.line.Result, Lines: c.lines, AvailableAsOf: c.availableAsOf,
	}
	table := &paramTable{line: c.line}
	errors := &errorRows{into: &m.Errors}
	known := rules{
		"parameters":      d.params(table),
		"result":          d.result(c.line, &m.Result),
		"possible-errors": d.errors(errors),
		"errors":          d.errors(errors),
		"related-pages":   d.related(&m.Related),
	}
	for key, says := range access {
		known[key] = func(*section) error {
			m.Access = mergeAccess(m.Access, says)
			return nil
		}
	}
	b := d.body()
	m.Description = d.md.render(b.description)
	var err error
	if m.Sections, err = d.apply(b, known, d.paramsByTable(table), d.errorsByTable(errors), d.resultByWords(c.line)); err != nil {
		return err
	}
	m.Params, m.ParamTable, p.TableMismatch = table.result()
	m.Documented = new(described(m.Description, m.Params) || len(m.Errors) > 0)
	p.Method = m
	return nil
}

// mergeAccess adds the information of a heading to that of others.
func mergeAccess(had *model.Access, says model.Access) *model.Access {
	if had == nil {
		had = &model.Access{}
	}
	for _, answer := range []struct{ into, from **bool }{
		{&had.Users, &says.Users}, {&had.Bots, &says.Bots}, {&had.Business, &says.Business}, {&had.Unauthenticated, &says.Unauthenticated},
	} {
		if *answer.from != nil {
			*answer.into = *answer.from
		}
	}
	return had
}
