package site

import (
	"context"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// timeline is the data of all snapshots that the site needs at once.
type timeline struct {
	stats  []history.Stats
	sets   []changeSet
	events map[diff.Entity][]event
	// failures are the changes of errors on the pages of methods, by type.
	failures map[string][]failureEvent
	// lines are the changes of schema lines, a list per change set.
	lines [][]lineChange
	// gone are the entities that the last snapshot does not have, in their last state.
	gone map[diff.Entity]departed
	// errors are those of all snapshots, since tells since when those of the last one exist.
	errors []index.Error
	since  map[history.ErrorKey]index.First
	// recent are the reports of the last change sets, and which they are of.
	recent []reportedSet
	last   *model.Snapshot
}

// departed is a removed entity.
type departed struct {
	entity any // *model.Method, *model.Constructor or *model.Type
	set    int // the change set that removed it
	// source is the site that had it.
	source string
}

// maxRecent is the number of reports in the feed.
const maxRecent = 30

// read reads the index, oldest snapshot first. It hands over each change set when the one
// after it is known.
func read(ctx context.Context, x *index.Index, f *files, write func(reportedSet, *changeSet, *changeSet) error) (*timeline, error) {
	all, err := x.Entities(ctx)
	if err != nil {
		return nil, err
	}
	t := &timeline{events: map[diff.Entity][]event{}, failures: map[string][]failureEvent{}, gone: map[diff.Entity]departed{}}
	if t.since, err = x.SinceAll(ctx); err != nil {
		return nil, err
	}
	if t.errors, err = x.Errors(ctx); err != nil {
		return nil, err
	}
	for _, e := range t.errors {
		f.place(diff.Entity{Kind: diff.KindError, Name: e.Type})
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
		if t.recent = append(t.recent, set); len(t.recent) > maxRecent {
			t.recent = t.recent[1:]
		}
		return q.next(&set)
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
func (c *timeline) add(i int, r *diff.Report) reportedSet {
	old, new := c.stats[i-1], c.stats[i]
	set := &changeSet{Old: old, New: new, Total: len(r.Changes), File: "changes/" + store.Stamp(old.Time) + "-" + store.Stamp(new.Time) + ".html"}
	for _, l := range diff.Levels {
		set.Levels = append(set.Levels, levelCount{l, r.Summary.Levels[l]})
	}
	set.Headlines, set.More = headlines(r)
	parts, place := split(set.File, r)
	for _, p := range parts {
		set.Parts = append(set.Parts, p.part)
	}
	n := len(c.sets)
	c.sets = append(c.sets, *set)
	c.lines = append(c.lines, lineChanges(r))
	for i, ch := range r.Changes {
		if ch.Schema != "" { // the names are not those of the API
			continue
		}
		file := parts[place[i]].File
		e := ch.Entity()
		c.note(e, set, file, ch, ch.Sentence())
		if was := (diff.Entity{Kind: ch.Kind, Name: ch.Old}); ch.Renamed() {
			c.note(was, set, file, ch, "renamed to "+ch.New)
			c.gone[was] = departed{set: n}
		}
		if removed(ch) {
			c.gone[e] = departed{set: n}
		}
	}
	return reportedSet{*set, r, parts}
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

// setAt returns the change set of a snapshot, or nil.
func (c *timeline) setAt(m history.Stats) *changeSet {
	for i := range c.sets {
		if c.sets[i].New == m {
			return &c.sets[i]
		}
	}
	return nil
}
