package site

import (
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
)

// chronicle is what the site needs of all snapshots together.
type chronicle struct {
	moments []moment
	sets    []changeSet
	events  map[diff.Entity][]event
	// gone are the entities that the last snapshot does not have, as they last were.
	gone   map[diff.Entity]departed
	errors map[errorKey]sighting
	// recent are the reports of the last change sets, and which they are of.
	recent []told
	last   *model.Snapshot
}

// event is a change in the life of an entity.
type event struct {
	Set      *changeSet
	ID, Text string
	Level    diff.Level
	// Came tells that the entity is there since then, perhaps under another name before.
	Came bool
}

// departed is an entity that is gone.
type departed struct {
	entity any // *model.Method, *model.Constructor or *model.Type
	set    int // the change set that says so
	// source is the site that had it.
	source string
}

// Reports that the feed shows; and bytes of a sentence that a history shows.
const (
	maxRecent   = 30
	maxSentence = 300
)

// read walks the snapshots, oldest first, with two of them in memory. It hands over
// each change set when the one after it is known.
func read(list []Snapshot, f *files, tell func(told, *changeSet, *changeSet) error) (*chronicle, error) {
	c := &chronicle{events: map[diff.Entity][]event{}, gone: map[diff.Entity]departed{}, errors: map[errorKey]sighting{}}
	q := queue{tell: tell}
	var before *model.Snapshot
	for i, s := range list {
		before = c.last
		now, err := s.Load()
		if err != nil {
			return nil, &Error{s.Name, err}
		}
		c.last = now
		f.placeAll(now)
		c.moments = append(c.moments, newMoment(s, now))
		c.noteErrors(now, i)
		if before == nil {
			continue
		}
		r := diff.Compare(before, now)
		if len(r.Changes) == 0 {
			continue
		}
		set := c.add(i, r, before)
		if err := q.next(&told{set, r}); err != nil {
			return nil, err
		}
		if c.recent = append(c.recent, told{set, r}); len(c.recent) > maxRecent {
			c.recent = c.recent[1:]
		}
	}
	return c, q.next(nil)
}

// add takes up what changed with the i-th snapshot.
func (c *chronicle) add(i int, r *diff.Report, before *model.Snapshot) changeSet {
	old, new := c.moments[i-1], c.moments[i]
	set := changeSet{Old: old, New: new, Total: len(r.Changes), File: "changes/" + old.stamp() + "-" + new.stamp() + ".html"}
	for _, l := range diff.Levels {
		set.Levels = append(set.Levels, levelCount{l, r.Summary.Levels[l]})
	}
	n := len(c.sets)
	c.sets = append(c.sets, set)
	for _, ch := range r.Changes {
		e := ch.Entity()
		c.note(e, &set, ch, ch.Sentence())
		if was := (diff.Entity{Kind: ch.Kind, Name: ch.Old}); ch.Renamed() {
			c.note(was, &set, ch, "renamed to "+ch.New)
			c.depart(was, before, n)
		}
		if removed(ch) {
			c.depart(e, before, n)
		}
	}
	return set
}

func removed(c diff.Change) bool { return c.Whole() && c.New == "" }

func (c *chronicle) note(e diff.Entity, set *changeSet, ch diff.Change, sentence string) {
	c.events[e] = append(c.events[e], event{
		Set: set, ID: ch.ID, Text: shorten(terminal.Line(sentence)), Level: ch.Level,
		Came: e.Name == ch.Name && (ch.Renamed() || ch.Whole() && ch.Old == ""),
	})
}

// depart keeps what is gone as it last was. What comes back is not looked for here.
func (c *chronicle) depart(e diff.Entity, before *model.Snapshot, set int) {
	if was := find(before, e); was != nil {
		c.gone[e] = departed{was, set, before.Source}
	}
}

// find is an entity of a snapshot, or nil.
func find(s *model.Snapshot, e diff.Entity) any {
	for _, found := range s.Find(e.Name) {
		switch found.(type) {
		case *model.Method:
			if e.Kind == model.KindMethod {
				return found
			}
		case *model.Constructor:
			if e.Kind == model.KindConstructor {
				return found
			}
		case *model.Type:
			if e.Kind == model.KindType {
				return found
			}
		}
	}
	return nil
}

// shorten cuts a sentence that holds a long text: the change set has all of it.
func shorten(s string) string {
	if len(s) <= maxSentence {
		return s
	}
	runes := []rune(s[:maxSentence])
	return string(runes[:len(runes)-1]) + "…" // the last one may be cut
}
