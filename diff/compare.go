package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/model"
)

// Compare says what changed from old to new.
func Compare(old, new *model.Snapshot) *Report {
	c := &comparison{rebase: func(s string) string { return s }}
	if old.Source != new.Source && old.Source != "" && new.Source != "" {
		// The same site under two names: its links differ, and say the same.
		sites := strings.NewReplacer(old.Source+"/", new.Source+"/")
		c.rebase = sites.Replace
	}
	for _, kind := range model.Kinds {
		c.kind(entities(old, kind), entities(new, kind))
	}
	c.types()
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
	return &Report{Old: old, New: new, Summary: summarize(changes), Changes: changes}
}

// comparison gathers changes.
type comparison struct {
	changes []Change
	lines   map[Entity]Lines
	// rebase writes a text of the old snapshot with the new one's addresses.
	rebase func(string) string
}

// add takes up a change, and returns its ID.
func (c *comparison) add(ch Change) string {
	_, r := lookup(ch.Rule, ch.when)
	ch.Level = r.Level
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
		cmp.Compare(ra.Part, rb.Part),
		cmp.Compare(a.position, b.position),
		cmp.Compare(ia, ib),
		cmp.Compare(a.ID, b.ID),
	)
}

// kind compares all entities of one kind.
func (c *comparison) kind(old, new map[string]entity) {
	renamed := renames(old, new)
	for name, o := range model.Sorted(old) {
		_, stays := new[name]
		_, moves := renamed[name]
		if !stays && !moves {
			c.add(o.change(string(o.kind)+"-removed", Change{Old: o.line()}))
		}
	}
	came := map[string]string{}
	for was, is := range model.Sorted(renamed) {
		came[is] = was
	}
	for name, n := range model.Sorted(new) {
		if o, stays := old[name]; stays {
			c.entity(o, n, false)
			continue
		}
		if was, ok := came[name]; ok {
			c.add(n.change(string(n.kind)+"-renamed", Change{Old: was, New: name}))
			c.entity(old[was], n, true)
			continue
		}
		c.add(n.change(string(n.kind)+"-added", Change{New: n.line()}))
	}
}

// entity compares what has stayed.
func (c *comparison) entity(old, new entity, renamed bool) {
	if old.tl != "" && new.tl != "" {
		c.schema(old, new, renamed)
	}
	if old.documented != nil && new.documented != nil {
		c.docs(old, new)
	}
}

// schema compares what the schema says of an entity: the lines of /schema where they
// differ, for a page may be behind it; the page's own where those differ; the tables
// where no line does. An entity without a line is of a source that knows none.
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
	c.lines[Entity{e.kind, e.name}] = l
}
