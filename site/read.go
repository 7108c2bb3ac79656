package site

import (
	"cmp"
	"context"
	"strings"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// timeline is the data of all snapshots that the site needs at once.
type timeline struct {
	stats  []history.Stats
	sets   []changeSet
	events map[diff.Entity][]event
	// gone are the entities that the last snapshot does not have, in their last state.
	gone   map[diff.Entity]departed
	errors map[history.ErrorKey]index.First
	// recent are the reports of the last change sets, and which they are of.
	recent []reportedSet
	last   *model.Snapshot
}

// event is a change in the history of an entity.
type event struct {
	Set      *changeSet
	ID, Text string
	Level    diff.Level
	// Came is set if the entity exists since then, perhaps under another name before.
	Came bool
}

// departed is a removed entity.
type departed struct {
	entity any // *model.Method, *model.Constructor or *model.Type
	set    int // the change set that removed it
	// source is the site that had it.
	source string
}

// Limits: reports in the feed, and bytes of a sentence in a history.
const (
	maxRecent   = 30
	maxSentence = 300
)

// read reads the index, oldest snapshot first. It hands over each change set when the one
// after it is known.
func read(ctx context.Context, x *index.Index, f *files, write func(reportedSet, *changeSet, *changeSet) error) (*timeline, error) {
	all, err := x.Entities(ctx)
	if err != nil {
		return nil, err
	}
	t := &timeline{events: map[diff.Entity][]event{}, gone: map[diff.Entity]departed{}}
	if t.errors, err = x.SinceAll(ctx); err != nil {
		return nil, err
	}
	was := map[diff.Entity]index.Entity{}
	q := queue{write: write}
	err = x.Steps(ctx, func(step index.Step) error {
		i := len(t.stats)
		t.stats = append(t.stats, step.Stats)
		for ; len(all) > 0 && all[0].First <= i; all = all[1:] {
			e := diff.Entity{Kind: all[0].Kind, Name: all[0].Name}
			f.place(e)
			was[e] = all[0]
		}
		if step.Report == nil || len(step.Report.Changes) == 0 {
			return nil
		}
		set := t.add(i, step.Report)
		if t.recent = append(t.recent, reportedSet{set, step.Report}); len(t.recent) > maxRecent {
			t.recent = t.recent[1:]
		}
		return q.next(&reportedSet{set, step.Report})
	})
	if err != nil {
		return nil, err
	}
	if err := t.depart(was); err != nil {
		return nil, err
	}
	return t, q.next(nil)
}

// add records what changed with the i-th snapshot.
func (c *timeline) add(i int, r *diff.Report) changeSet {
	old, new := c.stats[i-1], c.stats[i]
	set := changeSet{Old: old, New: new, Total: len(r.Changes), File: "changes/" + store.Stamp(old.Time) + "-" + store.Stamp(new.Time) + ".html"}
	for _, l := range diff.Levels {
		set.Levels = append(set.Levels, levelCount{l, r.Summary.Levels[l]})
	}
	n := len(c.sets)
	c.sets = append(c.sets, set)
	for _, ch := range r.Changes {
		if ch.Schema != "" { // the names are not those of the API
			continue
		}
		e := ch.Entity()
		c.note(e, &set, ch, ch.Sentence())
		if was := (diff.Entity{Kind: ch.Kind, Name: ch.Old}); ch.Renamed() {
			c.note(was, &set, ch, "renamed to "+ch.New)
			c.gone[was] = departed{set: n}
		}
		if removed(ch) {
			c.gone[e] = departed{set: n}
		}
	}
	return set
}

func removed(c diff.Change) bool {
	return c.Whole() && c.New == "" || strings.HasSuffix(c.Rule, "-announcement-withdrawn")
}

func announcedBy(c diff.Change) bool { return strings.HasSuffix(c.Rule, "-announced") }

func (c *timeline) note(e diff.Entity, set *changeSet, ch diff.Change, sentence string) {
	c.events[e] = append(c.events[e], event{
		Set: set, ID: ch.ID, Text: shorten(terminal.Line(sentence)), Level: ch.Level,
		Came: e.Name == ch.Name && (announcedBy(ch) || ch.Renamed() || ch.Whole() && ch.Old == ""),
	})
}

// depart completes the last states of removed entities, even those added again in between.
// What the newest snapshot has is not gone.
func (c *timeline) depart(was map[diff.Entity]index.Entity) error {
	for e, d := range c.gone {
		is, err := was[e].Definition()
		if err != nil {
			return err
		}
		if is == nil {
			delete(c.gone, e)
			continue
		}
		c.gone[e] = departed{is, d.set, was[e].Source}
	}
	return nil
}

// find returns an entity of a snapshot, announced or not, or nil.
func find(s *model.Snapshot, e diff.Entity) any {
	a := s.Announced
	if a == nil {
		a = &model.Announced{}
	}
	switch e.Kind {
	case model.KindMethod:
		if m := cmp.Or(s.Methods[e.Name], a.Methods[e.Name]); m != nil {
			return m
		}
	case model.KindConstructor:
		if c := cmp.Or(s.Constructors[e.Name], a.Constructors[e.Name]); c != nil {
			return c
		}
	case model.KindType:
		if t := cmp.Or(s.Types[e.Name], a.Types[e.Name]); t != nil {
			return t
		}
	}
	return nil
}

// shorten truncates a long sentence; the change set shows all of it.
func shorten(s string) string {
	if len(s) <= maxSentence {
		return s
	}
	runes := []rune(s[:maxSentence])
	return string(runes[:len(runes)-1]) + "…" // the last one may be truncated
}
