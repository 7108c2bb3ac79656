package model

import (
	"regexp"
	"strings"
)

// Relink makes the snapshot one of another site: its source, and every link to it in
// descriptions, sections and related pages. site is an address without a path:
// https://core.telegram.org. Links to other sites stay. A snapshot without a source is
// not changed.
func (s *Snapshot) Relink(site string) {
	if s.Source == "" || s.Source == site {
		return
	}
	// The address ends there: https://core.telegram.org.example is another site.
	own := regexp.MustCompile(regexp.QuoteMeta(s.Source) + `([^\w.:@-]|\.(?:\W|$)|$)`)
	to := strings.ReplaceAll(site, "$", "$$") + "$1"
	relink := func(text *string) { *text = own.ReplaceAllString(*text, to) }
	s.eachText(relink)
	s.Source = site
}

// eachText calls f for every text that may have links.
func (s *Snapshot) eachText(f func(*string)) {
	all := []Announced{{s.Constructors, s.Methods, s.Types}}
	if s.Announced != nil {
		all = append(all, *s.Announced)
	}
	for _, a := range all {
		for _, m := range a.Methods {
			pageTexts(f, &m.Description, m.Params, m.Related, m.Sections)
			for i := range m.Errors {
				f(&m.Errors[i].Description)
			}
		}
		for _, c := range a.Constructors {
			pageTexts(f, &c.Description, c.Params, c.Related, c.Sections)
		}
		for _, t := range a.Types {
			pageTexts(f, &t.Description, nil, t.Related, t.Sections)
		}
	}
	if s.ErrorTable != nil {
		for i := range s.ErrorTable.Errors {
			f(&s.ErrorTable.Errors[i].Description)
		}
	}
}

// pageTexts calls f for the texts that pages of all kinds have.
func pageTexts(f func(*string), description *string, params []Param, related []Related, sections map[string]string) {
	f(description)
	for i := range params {
		f(&params[i].Description)
	}
	for i := range related {
		f(&related[i].Description)
		f(&related[i].URL)
	}
	for anchor, text := range sections {
		f(&text)
		sections[anchor] = text
	}
}
