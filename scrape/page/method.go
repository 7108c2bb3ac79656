package page

import (
	"github.com/tlcrawl/tlcrawl/model"
)

// How the anchors begin of the headings "This method can be invoked over an
// unauthenticated connection »" and "… over a business connection »".
const (
	unauthenticated = "this-method-can-be-invoked-over-an-unauthenticated-connection"
	business        = "this-method-can-be-invoked-over-a-business-connection"
)

// access is what each heading on who may call a method says of users and bots.
// The first stood on the pages until 2025; where it was missing, nothing was said.
var access = map[string]model.Access{
	"bots-can-use-this-method":                {Bots: new(true)},
	"only-users-can-use-this-method":          {Users: new(true), Bots: new(false)},
	"only-bots-can-use-this-method":           {Users: new(false), Bots: new(true)},
	"both-users-and-bots-can-use-this-method": {Users: new(true), Bots: new(true)},
	unauthenticated:                           {Unauthenticated: new(true)},
	business:                                  {Business: new(true)},
}

// method reads the page of a method; line is its own, nil where the page has none.
func (d *document) method(line *model.Combinator) (*model.Method, error) {
	m := &model.Method{Name: d.name}
	if line != nil {
		m.ID, m.TL, m.Result = line.ID, line.Line, line.Result
	}
	var table []paramRow
	b := d.body()
	known := rules{
		"parameters":      d.paramTable(&table),
		"result":          d.result(&m.Result),
		"possible-errors": d.errors(&m.Errors),
		"related-pages":   d.related(&m.Related),
	}
	for anchor, says := range access {
		known[anchor] = func(*section) error {
			m.Access = merge(m.Access, says)
			return nil
		}
	}
	m.Description = d.md.render(b.description)
	var err error
	if m.Sections, err = d.apply(b, known); err != nil {
		return nil, err
	}
	m.Params, m.ParamTable = mergeParams(line, table)
	m.Documented = new(*described(m.Description, m.Params) || len(m.Errors) > 0)
	return m, nil
}

// merge adds what a heading says to what others said before.
func merge(had *model.Access, says model.Access) *model.Access {
	if had == nil {
		had = &model.Access{}
	}
	if says.Users != nil {
		had.Users = says.Users
	}
	if says.Bots != nil {
		had.Bots = says.Bots
	}
	if says.Unauthenticated != nil {
		had.Unauthenticated = says.Unauthenticated
	}
	if says.Business != nil {
		had.Business = says.Business
	}
	return had
}
