package diff

import "github.com/tlcrawl/tlcrawl/model"

// docs compares what two pages say about an entity besides its schema.
func (c *comparison) docs(old, new entity) {
	before := len(c.changes)
	because := ""
	switch {
	case !*old.documented && *new.documented:
		because = c.add(new.change("documentation-added", Change{New: new.description}))
	case *old.documented && !*new.documented:
		because = c.add(new.change("documentation-removed", Change{Old: c.rebase(old.description)}))
	default:
		c.prose(new, "description", Change{}, old.description, new.description)
	}
	was := byName(old.params)
	for i, p := range new.params {
		if o, stayed := was[p.Name]; stayed {
			c.prose(new, "param-description", Change{Param: p.Name, position: i}, o.Description, p.Description)
		}
	}
	c.errors(old, new)
	if !c.lacks(model.LacksAccess) {
		c.access(old, new)
	}
	if !c.lacks(model.LacksCategories) {
		c.words(new.change("category-changed", Change{}), old.category, new.category)
	}
	if !c.lacks(model.LacksRelated) {
		c.related(old, new)
	}
	if !c.lacks(model.LacksSections) {
		c.sections(old, new)
	}
	if because == "" {
		return
	}
	for i := before + 1; i < len(c.changes); i++ {
		c.changes[i].Because = because
	}
}

// related compares the related pages by their addresses, ignoring their order.
func (c *comparison) related(old, new entity) {
	was := map[string]string{}
	for _, r := range old.related {
		was[c.rebase(r.URL)] = c.rebase(entry(r))
	}
	is := map[string]string{}
	for i, r := range new.related {
		is[r.URL] = entry(r)
		c.words(new.change("related-changed", Change{position: i}), was[r.URL], entry(r))
	}
	for i, r := range old.related {
		if url := c.rebase(r.URL); is[url] == "" {
			c.words(new.change("related-changed", Change{position: i}), entry(r), "")
		}
	}
}

// entry formats a related page as one line of Markdown.
func entry(r model.Related) string {
	line := "[" + r.Title + "](" + r.URL + ")"
	if r.Description != "" {
		line += ": " + r.Description
	}
	return line
}

// sections compares the other sections of a page by anchor.
func (c *comparison) sections(old, new entity) {
	anchors := map[string]bool{}
	for a := range old.sections {
		anchors[a] = true
	}
	for a := range new.sections {
		anchors[a] = true
	}
	for a := range model.Sorted(anchors) {
		c.prose(new, "section", Change{Section: a}, old.sections[a], new.sections[a])
	}
}

// access compares who may call a method. If one of the pages does not say, only the
// documentation changed; access without login is stated or not, but never denied.
func (c *comparison) access(old, new entity) {
	o, n := orSilent(old.access), orSilent(new.access)
	was, is := callers(o), callers(n)
	switch {
	case was == is:
	case silent(o.Users, n.Users) || silent(o.Bots, n.Bots):
		c.add(new.change("access-stated", Change{Old: was, New: is}))
	case lost(o.Users, n.Users) || lost(o.Bots, n.Bots):
		c.add(new.change("access-narrowed", Change{Old: was, New: is}))
	default:
		c.add(new.change("access-widened", Change{Old: was, New: is}))
	}
	switch before, now := yes(o.Unauthenticated), yes(n.Unauthenticated); {
	case before && !now:
		c.add(new.change("access-narrowed", Change{Old: unauthenticated, when: unauthenticated}))
	case now && !before:
		c.add(new.change("access-widened", Change{New: unauthenticated, when: unauthenticated}))
	}
	switch before, now := yes(o.Business), yes(n.Business); {
	case !c.business:
	case before && !now:
		c.add(new.change("access-business-removed", Change{}))
	case now && !before:
		c.add(new.change("access-business-added", Change{}))
	}
}

// statesBusiness reports whether the pages state access over business connections: older
// snapshots do not.
func statesBusiness(all entities) bool {
	for _, m := range all[model.KindMethod] {
		if orSilent(m.access).Business != nil {
			return true
		}
	}
	return false
}

func orSilent(a *model.Access) model.Access {
	if a == nil {
		return model.Access{}
	}
	return *a
}

func yes(b *bool) bool { return b != nil && *b }

func no(b *bool) bool { return b != nil && !*b }

func lost(old, new *bool) bool { return yes(old) && no(new) }

// silent reports whether exactly one of two pages states the access.
func silent(old, new *bool) bool { return (old == nil) != (new == nil) }

// callers returns in words who may call a method; it is empty if the page does not say.
func callers(a model.Access) string {
	switch u, b := a.Users, a.Bots; {
	case yes(u) && yes(b):
		return "users and bots"
	case yes(u) && no(b):
		return "users only"
	case no(u) && yes(b):
		return "bots only"
	case no(u) && no(b):
		return "nobody"
	case yes(u):
		return "users"
	case yes(b):
		return "bots"
	case no(u):
		return "no users"
	case no(b):
		return "no bots"
	default:
		return ""
	}
}
