package diff

import (
	"regexp"
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// flagsField is the name of flags fields, which a source without types does not mark.
var flagsField = regexp.MustCompile(`^flags\d*$`)

// names compares parameters by name only, if one of the sources has no TL line.
func (c *comparison) names(old, new entity) {
	if undescribed(old) && new.tl != "" || undescribed(new) && old.tl != "" {
		return // a page without a table says nothing about parameters
	}
	had, has := marked(old.table()), marked(new.table())
	was, is := byName(had), byName(has)
	for i, p := range had {
		if _, stays := is[p.Name]; !stays {
			ch := new.change("param-removed", Change{Param: p.Name, Old: p.Type, position: i})
			if p.Type == "" {
				ch.when = untyped
			}
			c.add(ch)
		}
	}
	for i, p := range has {
		if _, stayed := was[p.Name]; !stayed {
			ch := new.change("param-added", Change{Param: p.Name, New: p.Type, position: i})
			ch.when = presence(p)
			c.add(ch)
		}
	}
}

// marked gives fields of flags their type.
func marked(params []model.Param) []model.Param {
	params = slices.Clone(params)
	for i, p := range params {
		if p.Type == "" && flagsField.MatchString(p.Name) {
			params[i].Type = "#"
		}
	}
	return params
}

func undescribed(e entity) bool { return !*e.documented && len(e.params) == 0 }

// presence is the row of param-added for a parameter.
func presence(p model.Param) string {
	_, _, conditional := model.SplitType(p.Type)
	switch {
	case conditional, p.Type == "#": // the flags field is derived from the other parameters
		return optional
	case p.Type == "":
		return untyped
	}
	return required
}
