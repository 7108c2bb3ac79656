package importer

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/history/latest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/sanity"
	"github.com/tlcrawl/tlcrawl/store"
)

// siteRun imports the history of one site.
type siteRun struct {
	*run
	source string
	result *SiteResult
	place  *timeline
	series diff.Series
	doubts time.Time // since when versions are implausible, zero where the last was not
}

// site imports the history of one site.
func (r *run) site(ctx context.Context, l lane) (*SiteResult, error) {
	name, err := store.SiteName(l.source)
	if err != nil {
		return nil, err
	}
	s := &siteRun{run: r, source: l.source, result: &SiteResult{Site: name, Versions: len(l.versions)}}
	if !r.DryRun {
		if err := r.Folder.Cleanup(name); err != nil {
			return nil, err
		}
	}
	if s.place, err = newTimeline(r.Folder, name, r.DryRun); err != nil {
		return nil, err
	}
	err = s.versions(ctx, l.versions)
	err = cmp.Or(err, s.place.wait())
	s.result.Damaged = s.place.damaged
	if ctx.Err() != nil {
		return s.result, ctx.Err()
	}
	if err == nil {
		err = s.finish(ctx, l.versions)
	}
	return s.result, err
}

// finish brings up to date what depends on the stored snapshots: reports of those that
// came to follow an imported one, and the files of the newest.
func (s *siteRun) finish(ctx context.Context, list []version) error {
	if s.DryRun {
		return nil
	}
	ours := map[time.Time]bool{}
	for _, v := range list {
		ours[v.time] = true
	}
	if err := s.place.reports(func(e store.Entry) bool { return ours[e.Time] }); err != nil {
		return err
	}
	if !s.SkipIndex {
		s.result.IndexError = extendIndex(ctx, s.Folder, s.result.Site)
	}
	return latest.Update(s.Folder, s.result.Site)
}

// extendIndex brings the index of a site up to date, if there is one. To make one takes as
// long as the import itself, so that is left to the first query.
func extendIndex(ctx context.Context, folder store.Folder, site string) error {
	_, release, err := folder.OpenIndex(site)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		release()
	}
	x, err := index.Open(ctx, folder, site, index.Options{})
	if err != nil {
		return err
	}
	return errors.Join(x.Kept(), x.Close())
}

// versions takes the versions in order while they are read ahead.
func (s *siteRun) versions(ctx context.Context, list []version) error {
	ctx, stop := context.WithCancel(ctx)
	jobs := make(chan *job, ahead)
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		s.read(ctx, list, s.place.present, jobs)
	}()
	defer func() {
		stop()
		for range jobs { // what was read ahead is dropped
		}
		<-finished
	}()
	for j := range jobs {
		<-j.ready
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := s.take(j); err != nil {
			return err
		}
		s.done++
		s.Progress(s.done, s.total)
	}
	return ctx.Err()
}

// take decides about one version.
func (s *siteRun) take(j *job) error {
	switch {
	case j.present:
		s.result.Present++
		s.doubts = time.Time{}
		return nil
	case j.same:
		s.result.Unchanged++
		return nil
	case j.err != nil:
		s.refuse(j.version, j.err, false)
		return nil
	}
	s.result.Refused = append(s.result.Refused, j.loaded.failed...)
	snapshot := s.complete(j.loaded.snapshot, s.source)
	_, old, err := s.place.before(j.time)
	if err != nil {
		return err
	}
	if old == nil {
		return s.keep(j.version, snapshot, nil)
	}
	if reasons := s.reasons(old, snapshot, j); len(reasons) > 0 {
		s.refuse(j.version, errors.New(strings.Join(reasons, "; ")), true)
		return nil
	}
	s.doubts = time.Time{}
	report := s.series.Compare(old, snapshot)
	if len(report.Changes) == 0 && !sanity.HasMore(old, snapshot) {
		s.result.Unchanged++
		return nil
	}
	return s.keep(j.version, snapshot, report)
}

// acceptedAfter is how long a source may stay implausible: then it has changed like that.
const acceptedAfter = 7 * 24 * time.Hour

// reasons are why a version is implausible. Single pages that it lacks are carried over.
func (s *siteRun) reasons(old, now *model.Snapshot, j *job) []string {
	var reasons []string
	if j.loaded.pages {
		reasons = sanity.LostPages(old, now)
		carryOver(old, now)
	}
	reasons = append(reasons, sanity.Imported(old, now)...)
	if len(reasons) == 0 {
		return nil
	}
	if s.doubts.IsZero() {
		s.doubts = j.time
	}
	if j.time.Sub(s.doubts) >= acceptedAfter {
		return nil
	}
	return reasons
}

func (s *siteRun) refuse(v version, reason error, implausible bool) {
	s.result.Refused = append(s.result.Refused, Refusal{v.name, v.time, reason, implausible})
}

// keep stores a version.
func (s *siteRun) keep(v version, snapshot *model.Snapshot, report *diff.Report) error {
	e := s.Folder.At(s.result.Site, snapshot.Layer, v.time)
	kept := Stored{Entry: e}
	if report != nil {
		kept.Changes = len(report.Changes)
	}
	s.result.Stored = append(s.result.Stored, kept)
	return s.place.insert(e, snapshot, report)
}

// carryOver gives entities without a page what the page before said, if their line is
// still the same: a checkout lacks pages now and then.
func carryOver(old, now *model.Snapshot) {
	for name, m := range now.Methods {
		if was := old.Methods[name]; m.Documented == nil && was != nil && was.Documented != nil && was.TL == m.TL {
			now.Methods[name] = was
		}
	}
	for name, c := range now.Constructors {
		if was := old.Constructors[name]; c.Documented == nil && was != nil && was.Documented != nil && was.TL == c.TL {
			now.Constructors[name] = was
		}
	}
	for name, t := range now.Types {
		was := old.Types[name]
		if t.Documented == nil && was != nil && was.Documented != nil && slices.Equal(was.Constructors, t.Constructors) && slices.Equal(was.Methods, t.Methods) {
			now.Types[name] = was
		}
	}
}
