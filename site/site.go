package site

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Site is one documentation site over the years.
type Site struct {
	// Name is that of its host, with the path behind it for a repository. Where there are
	// several sites, it is also that of the folder that the pages are in.
	Name string
	// Snapshots come oldest first, no two of one second.
	Snapshots []history.Snapshot
	// Index is the index of the snapshots; without it, Write makes one.
	Index *index.Index
	// Coming is what other sources have and the site does not; what it announces itself is
	// known from its snapshots.
	Coming []Coming
	// Leads is an SVG of which source had which layer when, shown below that list as it is;
	// empty for none.
	Leads template.HTML
}

// Options configure Write. The zero value works.
type Options struct {
	// URL is the address of the published site. Without it there are no feeds and no
	// description of the search, which need complete addresses.
	URL string
	// Served makes the pages link to compare/, which only package site/server has.
	Served bool
	// Title is the title of the site: of one documentation site instead of its name, of
	// several that of the page above them.
	Title string
}

// Error says why the site could not be written, and which snapshot is the reason.
type Error struct {
	// Snapshot is the name of the snapshot; empty if no single one is the cause.
	Snapshot string
	Err      error
}

func (e *Error) Error() string {
	if e.Snapshot == "" {
		return fmt.Sprintf("static site: %v", e.Err)
	}
	return fmt.Sprintf("static site: snapshot %s: %v", e.Snapshot, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// validName matches folder names; no such name leads out of the parent folder.
var validName = regexp.MustCompile(`^[A-Za-z0-9\[][A-Za-z0-9._\[\]-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*$`)

// Write writes a site of all snapshots: of one documentation site at the root, of several
// in a folder each, with a page above that lists them. Every index comes after the pages
// that it links to. Snapshots that cannot be read are left out; Write returns their errors.
// The error is an Error, or one of the output or the context.
func Write(ctx context.Context, out Output, sites []Site, o Options) (damaged []error, err error) {
	base, err := parseURL(o.URL)
	if err != nil {
		return nil, &Error{Err: err}
	}
	if err := check(sites); err != nil {
		return nil, err
	}
	damaged, err = writeAll(ctx, out, sites, base, frame{Served: o.Served, Home: terminal.Line(o.Title)})
	if f, ok := out.(finisher); ok && err == nil {
		err = f.finish()
	}
	return damaged, err
}

func writeAll(ctx context.Context, out Output, sites []Site, base *url.URL, around frame) (damaged []error, err error) {
	if len(sites) == 1 {
		around.Site = around.Home
		_, damaged, err := writeSite(ctx, out, sites[0], base, around)
		return damaged, err
	}
	var all []overview
	for _, s := range sites {
		below := base
		if base != nil {
			below = base.JoinPath(s.Name, "/")
		}
		v, left, err := writeSite(ctx, within{out, s.Name}, s, below, around.above(s.Name))
		damaged = append(damaged, left...)
		if err != nil {
			return damaged, err
		}
		all = append(all, v)
	}
	if err := writeAssets(out, nil); err != nil {
		return damaged, err
	}
	return damaged, writeTop(out, all, around)
}

// parseURL reads the site's address as that of a folder; nil is none.
func parseURL(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("invalid address %q (want a complete one, as in https://example.org/api)", address)
	}
	u.RawQuery, u.Fragment = "", ""
	return u.JoinPath("/"), nil
}

// check rejects sites that would overwrite each other, before anything is written.
func check(sites []Site) error {
	if len(sites) == 0 {
		return &Error{Err: errors.New("there are no snapshots")}
	}
	seen := map[string]bool{}
	for _, s := range sites {
		folder := strings.ToLower(s.Name)
		switch {
		case len(s.Snapshots) == 0:
			return &Error{Err: fmt.Errorf("there are no snapshots of %s", cmp.Or(s.Name, "the site"))}
		case len(sites) > 1 && !validName.MatchString(s.Name):
			return &Error{Err: fmt.Errorf("%q cannot be the name of a folder", s.Name)}
		case seen[folder]:
			return &Error{Err: fmt.Errorf("%s is there twice", s.Name)}
		}
		seen[folder] = true
		for i, snap := range s.Snapshots[1:] {
			if before := s.Snapshots[i]; store.Stamp(snap.Time) <= store.Stamp(before.Time) {
				return &Error{snap.Name, fmt.Errorf("not newer than %s before it", before.Name)}
			}
		}
	}
	return nil
}

// writeSite writes the pages of one site, its index last.
func writeSite(ctx context.Context, to Output, s Site, base *url.URL, around frame) (v overview, damaged []error, err error) {
	out := newParallel(to)
	defer func() {
		if failed := out.wait(); err == nil {
			err = failed
		}
	}()
	around.Site, around.Feed = cmp.Or(around.Site, terminal.Line(s.Name), "API reference"), base != nil
	b := &builder{out: out, files: newFiles(), frame: around}
	x := s.Index
	if x == nil {
		if x, err = index.Of(ctx, s.Snapshots); err != nil {
			return overview{}, nil, err
		}
		defer x.Close()
	}
	if damaged, err = x.Unreadable(ctx); err != nil {
		return overview{}, nil, err
	}
	t, err := read(ctx, x, b.files, b.writeChanges)
	if err == nil {
		t.last, err = newest(s, t.stats)
	}
	if err != nil {
		return overview{}, damaged, err
	}
	b.timeline, b.catalogue, b.xrefs = t, newCatalogue(t.last), xrefsOf(t.last)
	v = b.overview()
	for _, step := range []func() error{
		b.writeEntities, b.writeLists, b.writeErrors, b.writeLetters, b.writeLayers, b.writeTimeline,
		func() error { return b.writeComing(s.Coming, s.Leads) },
		func() error { return writeAssets(out, b.searchIndex()) },
		b.writeDownloads,
		func() error { return b.writeFeeds(base) },
		func() error { return b.writeOpenSearch(base) },
		func() error { return b.page("index.html", "index", b.frame.Site, &v) },
	} {
		if err := cmp.Or(ctx.Err(), step()); err != nil {
			return overview{}, damaged, err
		}
	}
	return v, damaged, nil
}

// newest reads the newest snapshot that can be read.
func newest(s Site, stats []history.Stats) (*model.Snapshot, error) {
	if len(stats) == 0 {
		return nil, &Error{Err: fmt.Errorf("no snapshot of %s can be read", cmp.Or(s.Name, "the site"))}
	}
	last := stats[len(stats)-1]
	for _, snap := range slices.Backward(s.Snapshots) {
		if store.Stamp(snap.Time) == store.Stamp(last.Time) {
			return snap.Load()
		}
	}
	return nil, &Error{Err: fmt.Errorf("the index has a snapshot that is missing: %s", last.Full())}
}

// builder writes the pages of one site.
type builder struct {
	out   Output
	files *files
	frame frame
	*timeline
	catalogue *catalogue
	xrefs     xrefs
}
