package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Compare returns the changes from old to new.
func Compare(old, new *model.Snapshot) *Report { return compare(sideOf(old), sideOf(new)) }

func compare(before, after side) *Report {
	old, new := before.snapshot, after.snapshot
	c := &comparison{rebase: func(s string) string { return s }, sameSource: old.Source == new.Source}
	if old.Source != new.Source && old.Source != "" && new.Source != "" {
		// The same site under two names: its links differ, but are equivalent.
		sites := strings.NewReplacer(old.Source+"/", new.Source+"/")
		c.rebase = sites.Replace
	}
	if new.Source != "" {
		c.site = new.Source + "/"
	}
	c.lacks = func(what string) bool { return slices.Contains(old.Lacks, what) || slices.Contains(new.Lacks, what) }
	oneLacks := func(what string) bool { return slices.Contains(old.Lacks, what) != slices.Contains(new.Lacks, what) }
	c.lacksMarkup, c.oneCode = oneLacks(model.LacksMarkup), oneLacks(model.LacksErrorCodes)
	was, is := before.all, after.all
	c.business = before.business && after.business
	c.had = was[model.KindType]
	if !c.lacks(model.LacksEntities) {
		for _, kind := range model.Kinds {
			c.kind(was[kind], is[kind])
		}
		c.announced(old, new, was, is)
		c.types()
		c.schemas(old, new)
		c.replacements()
		c.reissued(old, new, was, is)
	}
	c.errorTables(old, new)
	c.layers(old, new)
	r := report(SnapshotRef{old.Source, old.Layer}, SnapshotRef{new.Source, new.Layer}, c.finish())
	r.Lines = c.lines
	return r
}

func report(old, new SnapshotRef, changes []Change) *Report {
	if changes == nil {
		changes = []Change{}
	}
	group(changes)
	return &Report{Old: old, New: new, Summary: summarize(changes), Changes: changes}
}

// comparison collects changes.
type comparison struct {
	changes []Change
	lines   map[Entity]Lines
	// rebase rewrites a text of the old snapshot with the new one's addresses.
	rebase func(string) string
	// site is the address of the new snapshot's site, with a slash; empty where unknown.
	site string
	// had are the types of the old snapshot.
	had map[string]entity
	// lacks reports whether one of the snapshots cannot contain something.
	lacks func(what string) bool
	// lacksMarkup is set if one of the snapshots has plain text; oneCode if one of them has
	// at most one code per error; business if both have access over business connections.
	lacksMarkup, oneCode, business bool
	// sameSource is set if both snapshots are of one site: then a shared entity has no
	// changes.
	sameSource bool
}

// add completes a change and returns its ID.
func (c *comparison) add(ch Change) string {
	i, r := lookup(ch.Rule, ch.when)
	ch.row = i + 1
	ch.Level = r.level(ch.Direction)
	ch.Text = ch.text(r)
	ch.ID = ch.identity()
	c.changes = append(c.changes, ch)
	return ch.ID
}

func (c *comparison) finish() []Change {
	slices.SortFunc(c.changes, inOrder)
	return c.changes
}

// inOrder compares changes by level, kind, name, their place on the page, and rule.
func inOrder(a, b Change) int {
	ia, ra := a.tableRow()
	ib, rb := b.tableRow()
	return cmp.Or(
		cmp.Compare(slices.Index(Levels, a.Level), slices.Index(Levels, b.Level)),
		cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Schema, b.Schema),
		cmp.Compare(a.Entity().Section, b.Entity().Section),
		cmp.Compare(ra.Part, rb.Part),
		cmp.Compare(a.position, b.position),
		cmp.Compare(ia, ib),
		cmp.Compare(a.ID, b.ID),
	)
}

// kind compares all entities of one kind.
func (c *comparison) kind(old, new map[string]entity) {
	renamed := renames(old, new)
	for _, e := range only(old, new) {
		if _, moves := renamed[e.key]; !moves {
			o := old[e.key]
			c.add(o.change(string(o.kind)+"-removed", Change{Old: o.line()}))
		}
	}
	oldName := map[string]string{}
	for was, is := range model.Sorted(renamed) {
		oldName[is] = was
	}
	for _, name := range c.differing(old, new) {
		n := new[name]
		if o, stays := old[name]; stays {
			c.entity(o, n, false)
			continue
		}
		if was, ok := oldName[name]; ok {
			n.direction = n.direction.join(old[was].direction)
			c.add(n.change(string(n.kind)+"-renamed", Change{Old: old[was].name, New: n.name}))
			c.entity(old[was], n, true)
			continue
		}
		added := n.change(string(n.kind)+"-added", Change{New: n.line()})
		if _, existed := c.had[n.result]; existed && n.kind == model.KindConstructor && n.direction.receives() {
			added.when = newCase
		}
		c.add(added)
	}
}

// differing returns, in order, the new entities that may have changes.
func (c *comparison) differing(old, new map[string]entity) []string {
	var names []string
	for name, n := range new {
		if o := old[name]; !c.sameSource || n.of == nil || n.of != o.of {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// entity compares an entity that both snapshots have.
func (c *comparison) entity(old, new entity, renamed bool) {
	old.direction = old.direction.join(new.direction)
	new.direction = old.direction
	pages := old.documented != nil && new.documented != nil
	switch {
	case old.tl != "" && new.tl != "":
		c.schema(old, new, renamed)
	case pages && old.kind != model.KindType:
		c.names(old, new)
	}
	if pages {
		c.docs(old, new)
	}
}

// schema compares the schema lines of an entity: those of /schema if they differ, because a
// page may be behind it; else the page's own; the tables if no line differs.
func (c *comparison) schema(old, new entity, renamed bool) {
	switch was, is := old.schemaLine(), new.schemaLine(); {
	case was != is:
		old, new = old.as(was), new.as(is)
		c.note(new, Lines{was, is})
	case old.tl != new.tl:
		c.note(new, Lines{old.tl, new.tl})
		old, new = old.as(old.tl), new.as(new.tl)
	}
	before := len(c.changes)
	c.params(old, new)
	if old.result != new.result {
		variant := ""
		if new.kind == model.KindConstructor {
			variant = ofConstructor
		}
		c.add(new.change("result-changed", Change{Old: old.result, New: new.result, when: variant}))
	}
	explained := renamed || len(c.changes) > before
	if old.id != new.id && old.id != "" && new.id != "" && !explained {
		c.add(new.change("id-changed", Change{Old: old.id, New: new.id}))
	}
}

// note keeps the two lines of an entity.
func (c *comparison) note(e entity, l Lines) {
	if c.lines == nil {
		c.lines = map[Entity]Lines{}
	}
	c.lines[e.key()] = l
}
