package diff

import (
	"strconv"

	"github.com/tlcrawl/tlcrawl/model"
)

// announced compares what two snapshots announce for later layers. An announced entity that
// arrives in the schema is reported once, as added, and one that leaves the schema for a
// later layer as removed. A snapshot without pages of a kind has no announcements of it.
func (c *comparison) announced(before, after *model.Snapshot, old, new entities) {
	if c.lacks(model.LacksAnnounced) {
		return
	}
	was, is := announcedBy(before), announcedBy(after)
	for _, kind := range model.Kinds {
		if !crawled(old[kind], was[kind]) || !crawled(new[kind], is[kind]) {
			continue
		}
		for name, e := range model.Sorted(was[kind]) {
			_, still := is[kind][name]
			if _, arrived := new[kind][name]; !still && !arrived {
				c.add(e.change(string(kind)+"-announcement-withdrawn", Change{Old: strconv.Itoa(e.announced)}))
			}
		}
		for name, e := range model.Sorted(is[kind]) {
			_, already := was[kind][name]
			if _, had := old[kind][name]; !already && !had {
				c.add(e.change(string(kind)+"-announced", Change{New: strconv.Itoa(e.announced)}))
			}
		}
	}
}

// announcedBy returns the entities that a snapshot announces. Pages of an earlier layer are
// of removed entities.
func announcedBy(s *model.Snapshot) entities {
	if s.Announced == nil {
		return entities{}
	}
	all := entitiesOf(s.Announced.Methods, s.Announced.Constructors, s.Announced.Types)
	for _, list := range all {
		for name, e := range list {
			if e.announced <= s.Layer {
				delete(list, name)
			}
		}
	}
	return all
}

// crawled reports whether a snapshot has pages of a kind.
func crawled(schema, announced map[string]entity) bool {
	for _, e := range schema {
		if e.documented != nil {
			return true
		}
	}
	return len(announced) > 0
}
