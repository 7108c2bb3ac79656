package diff

import (
	"slices"

	"github.com/tlcrawl/tlcrawl/model"
)

// renamedParams finds renamed parameters: of their type, which includes the flag bit,
// exactly one was removed and one added. One without a flag bit must also be at the same
// place in the line. The map goes from the old name to the new one.
func renamedParams(old, new []model.Param) map[string]string {
	was, is := byName(old), byName(new)
	removed := byType(old, is)
	added := byType(new, was)
	if len(removed) == 0 || len(added) == 0 {
		return nil
	}
	kept := commonOrder(names(both(old, is)), names(both(new, was)))
	renamed := map[string]string{}
	for typ, from := range removed {
		to := added[typ]
		if typ == "" || typ == "#" || len(from) != 1 || len(to) != 1 {
			continue
		}
		_, _, flagged := model.SplitType(typ)
		if flagged || place(names(old), kept, from[0]) == place(names(new), kept, to[0]) {
			renamed[from[0]] = to[0]
		}
	}
	return renamed
}

// byType returns the names, by type, that the other side does not have.
func byType(params []model.Param, other map[string]model.Param) map[string][]string {
	list := map[string][]string{}
	for _, p := range params {
		if _, stays := other[p.Name]; !stays {
			list[p.Type] = append(list[p.Type], p.Name)
		}
	}
	return list
}

// both lists the parameters that the other side has too.
func both(params []model.Param, other map[string]model.Param) []model.Param {
	return slices.DeleteFunc(slices.Clone(params), func(p model.Param) bool {
		_, stays := other[p.Name]
		return !stays
	})
}
