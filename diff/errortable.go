package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// errorTables compares the site's own tables of errors. If one of the snapshots lacks a
// table, it is ignored, and so are methods that were added to or removed from the schema,
// which are reported already.
func (c *comparison) errorTables(before, after *model.Snapshot) {
	old, new := before.ErrorTable, after.ErrorTable
	if old == nil || new == nil || old == new && c.sameSource {
		return
	}
	reported := func(method string) bool { return (before.Methods[method] == nil) != (after.Methods[method] == nil) }
	was, is := tableRows(old), tableRows(new)
	for i, e := range old.Errors {
		if _, stays := is[keyOf(e)]; !stays {
			c.add(tableChange("table-error-removed", e, Change{Old: comesFrom(e.Methods), position: i}))
		}
	}
	for i, e := range new.Errors {
		if o, stayed := was[keyOf(e)]; stayed {
			c.tableRow(o, e, i, reported)
			continue
		}
		c.add(tableChange("table-error-added", e, Change{New: comesFrom(e.Methods), position: i}))
	}
	c.tableAccess(old, new, reported)
	c.tableList("table-business", old.BusinessSupported, new.BusinessSupported, reported)
	c.tableList("table-unauthed", old.UnauthedAllowed, new.UnauthedAllowed, reported)
	if old.Layer != new.Layer && old.Layer != 0 && new.Layer != 0 {
		c.add(Change{Rule: "table-layer-changed", Kind: KindLayer, Name: strconv.Itoa(new.Layer), Old: strconv.Itoa(old.Layer), New: strconv.Itoa(new.Layer)})
	}
}

// tableKey identifies a row of the table.
type tableKey struct {
	code int
	typ  string
}

func keyOf(e model.TableError) tableKey { return tableKey{e.Code, e.Type} }

func tableRows(t *model.ErrorTable) map[tableKey]model.TableError {
	rows := map[tableKey]model.TableError{}
	for _, e := range t.Errors {
		rows[keyOf(e)] = e
	}
	return rows
}

func tableChange(rule string, e model.TableError, c Change) Change {
	c.Rule, c.Kind, c.Name, c.Code = rule, KindError, e.Type, e.Code
	return c
}

// tableRow compares the methods and the description of an error in both tables.
func (c *comparison) tableRow(old, new model.TableError, position int, reported func(method string) bool) {
	removed := slices.DeleteFunc(without(old.Methods, new.Methods), reported)
	added := slices.DeleteFunc(without(new.Methods, old.Methods), reported)
	// A change between any method and some of them is one change.
	if (len(old.Methods) == 0) != (len(new.Methods) == 0) {
		removed, added = []string{comesFrom(old.Methods)}, []string{comesFrom(new.Methods)}
	}
	if len(removed) > 0 {
		c.add(tableChange("table-methods-removed", new, Change{Old: strings.Join(removed, ", "), position: position}))
	}
	if len(added) > 0 {
		c.add(tableChange("table-methods-added", new, Change{New: strings.Join(added, ", "), position: position}))
	}
	row := entity{kind: KindError, name: new.Type}
	c.prose(row, "table-description", Change{Code: new.Code, position: position}, old.Description, new.Description)
}

func comesFrom(methods []string) string {
	if len(methods) == 0 {
		return "any method"
	}
	return strings.Join(methods, ", ")
}

func without(a, b []string) []string {
	has := set(b)
	return slices.DeleteFunc(slices.Clone(a), func(name string) bool { return has[name] })
}

func set(names []string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, name := range names {
		m[name] = true
	}
	return m
}

// tableAccess compares the access of a method according to the tables.
func (c *comparison) tableAccess(old, new *model.ErrorTable, reported func(method string) bool) {
	was, is := listedIn(old), listedIn(new)
	names := slices.Concat(old.UserOnly, old.BotOnly, new.UserOnly, new.BotOnly)
	slices.Sort(names)
	for i, name := range slices.Compact(names) {
		if was, is := was.listed(name), is.listed(name); was != is && !reported(name) {
			c.add(Change{Rule: "table-access-changed", Kind: model.KindMethod, Name: name, Old: was, New: is, position: i})
		}
	}
}

// tableList compares a list of methods. A list missing from one of the tables is ignored.
func (c *comparison) tableList(rule string, old, new []string, reported func(method string) bool) {
	if len(old) == 0 || len(new) == 0 {
		return
	}
	list := func(rule string, names []string) {
		for i, name := range names {
			if !reported(name) {
				c.add(Change{Rule: rule, Kind: model.KindMethod, Name: name, position: i})
			}
		}
	}
	list(rule+"-removed", without(old, new))
	list(rule+"-added", without(new, old))
}

// lists returns the lists of a table about access.
type lists struct{ users, bots map[string]bool }

func listedIn(t *model.ErrorTable) lists { return lists{set(t.UserOnly), set(t.BotOnly)} }

func (l lists) listed(method string) string {
	users, bots := l.users[method], l.bots[method]
	switch {
	case users && bots:
		return "users only and bots only"
	case users:
		return "users only"
	case bots:
		return "bots only"
	default:
		return "anyone"
	}
}
