package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/store"
)

// LayerTime is the time of a layer that was crawled long after it was current: a second of
// 1970 for each layer. So these sort by layer, before everything that has a date, and
// nobody takes their time for one.
func LayerTime(layer int) time.Time { return time.Unix(int64(layer), 0).UTC() }

// BackfillOptions configure Backfill. All fields but SkipIndex are required.
type BackfillOptions struct {
	// Folder is the data folder, Source the address of the site.
	Folder store.Folder
	Source string
	// First and Last are the layers to crawl, both included.
	First, Last int
	// Listed returns the layers that the site has and how many pages its newest one has.
	Listed func(context.Context) (layers []int, pages int, err error)
	// Crawl crawls one layer.
	Crawl func(ctx context.Context, layer int) (*model.Snapshot, error)
	// SkipIndex leaves the index of the site as it is.
	SkipIndex bool
	// Report is called with the plan before the first layer, and after each layer.
	Report func(BackfillPlan)
	// Now is the clock, for the lock.
	Now func() time.Time
}

// BackfillPlan says what a backfill does, and how far it is.
type BackfillPlan struct {
	// Todo are the layers to crawl, Present those that the folder has, Unlisted those that
	// the site does not have.
	Todo, Present, Unlisted []int
	// Pages is about how many pages a layer has, or more.
	Pages int
	// Done are the layers that were stored, NotShown those that the site lists and shows
	// another layer for, Failed the errors of others.
	Done, NotShown []int
	Failed         []error
	// IndexError is why the index could not be brought up to date.
	IndexError error
}

// maxFailedLayers is how many layers in a row may fail before a backfill gives up.
const maxFailedLayers = 2

// Backfill crawls old layers of a site, in their order, and stores those that the folder
// does not have before all snapshots that have a date. Run again, it continues.
func Backfill(ctx context.Context, o BackfillOptions) (*BackfillPlan, error) {
	site, err := store.SiteName(o.Source)
	if err != nil {
		return nil, err
	}
	unlock, err := o.Folder.Lock(o.Now().UTC())
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := o.Folder.Cleanup(site); err != nil {
		return nil, err
	}
	t, err := newTimeline(o.Folder, site, false)
	if err != nil {
		return nil, err
	}
	b := &backfill{o, site, t, &BackfillPlan{}}
	if err := b.makePlan(ctx); err != nil {
		return nil, err
	}
	o.Report(*b.plan)
	err = cmp.Or(b.layers(ctx), t.wait())
	if ctx.Err() != nil {
		return b.plan, ctx.Err()
	}
	err = errors.Join(err, t.reports(func(e store.Entry) bool { return e.Time.Equal(LayerTime(e.Layer)) }))
	if !o.SkipIndex {
		b.plan.IndexError = extendIndex(ctx, o.Folder, site)
	}
	return b.plan, errors.Join(err, latest.Update(o.Folder, site))
}

// backfill is a backfill in progress.
type backfill struct {
	BackfillOptions
	site     string
	timeline *timeline
	plan     *BackfillPlan
}

func (b *backfill) makePlan(ctx context.Context) error {
	layers, pages, err := b.Listed(ctx)
	if err != nil {
		return err
	}
	b.plan.Pages = pages
	for layer := b.First; layer <= b.Last; layer++ {
		switch {
		case slices.ContainsFunc(b.timeline.entries, func(e store.Entry) bool { return e.Layer == layer }):
			b.plan.Present = append(b.plan.Present, layer)
		case slices.Contains(layers, layer):
			b.plan.Todo = append(b.plan.Todo, layer)
		default:
			b.plan.Unlisted = append(b.plan.Unlisted, layer)
		}
	}
	return nil
}

// layers crawls what is to do. A layer that fails does not stop it, two in a row do.
func (b *backfill) layers(ctx context.Context) error {
	failed := 0
	for _, layer := range b.plan.Todo {
		s, err := b.Crawl(ctx, layer)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && s.Layer != layer {
			err = &scrape.LayerError{Want: layer, Got: s.Layer}
		}
		if notShown(err) {
			b.plan.NotShown = append(b.plan.NotShown, layer)
			continue
		}
		if err != nil {
			err = fmt.Errorf("layer %d: %w", layer, err)
			b.plan.Failed = append(b.plan.Failed, err)
			if failed++; failed == maxFailedLayers {
				return nil
			}
			continue
		}
		failed = 0
		if err := b.store(layer, s); err != nil {
			return err
		}
		b.plan.Done = append(b.plan.Done, layer)
		b.Report(*b.plan)
	}
	return nil
}

// notShown reports whether a crawl failed because the site shows another layer.
func notShown(err error) bool {
	var page *scrape.PageError
	var layer *scrape.LayerError
	return errors.As(err, &page) && strings.HasSuffix(page.URL, "/schema") && errors.As(err, &layer)
}

func (b *backfill) store(layer int, s *model.Snapshot) error {
	e := b.Folder.At(b.site, layer, LayerTime(layer))
	_, old, err := b.timeline.before(e.Time)
	if err != nil {
		return err
	}
	var report *diff.Report
	if old != nil {
		report = diff.Compare(old, s)
	}
	if err := b.timeline.insert(e, s, report); err != nil {
		return err
	}
	return b.timeline.wait()
}
