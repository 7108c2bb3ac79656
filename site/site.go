package site

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Site is one documentation site over the years.
type Site struct {
	// Name is that of its host. Where there are several sites, it is also that of the
	// folder that the pages are in.
	Name string
	// Snapshots come oldest first, no two of one second.
	Snapshots []Snapshot
}

// Snapshot says what a snapshot is, and how it is read.
type Snapshot struct {
	// Name is what errors call it: 223@2026-06-13, or its file.
	Name  string
	Layer int
	Time  time.Time
	Load  func() (*model.Snapshot, error)
}

// Options say what the snapshots do not. The zero value works.
type Options struct {
	// URL is the address that the site will have. Without one there is no feed: a feed
	// is read elsewhere, and needs whole addresses.
	URL string
}

// Error says which snapshot the site could not be made of, and why.
type Error struct {
	// Snapshot is its name; it is empty where it is not about a single one.
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

// validName is what a folder of a site may be called; no name leads out of its folder.
var validName = regexp.MustCompile(`^[A-Za-z0-9\[][A-Za-z0-9._\[\]-]*$`)

// Write makes the site of everything kept in a data folder: of one site at the root, of
// several in a folder each, with a page above that lists them. Every index comes after
// the pages that it leads to. The error is an Error, or one of the output.
func Write(out Output, sites []Site, o Options) error {
	base, err := parseURL(o.URL)
	if err != nil {
		return &Error{Err: err}
	}
	if err := check(sites); err != nil {
		return err
	}
	if len(sites) == 1 {
		_, err := writeSite(out, sites[0], base, false)
		return err
	}
	var all []overview
	for _, s := range sites {
		below := base
		if base != nil {
			below = base.JoinPath(s.Name, "/")
		}
		v, err := writeSite(within{out, s.Name}, s, below, true)
		if err != nil {
			return err
		}
		all = append(all, v)
	}
	if err := writeAssets(out, nil); err != nil {
		return err
	}
	return writeTop(out, all)
}

// parseURL reads the site's address as that of a folder; nil is none.
func parseURL(address string) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("%q is no whole address, as in https://example.org/api", address)
	}
	u.RawQuery, u.Fragment = "", ""
	return u.JoinPath("/"), nil
}

// check refuses what would overwrite itself, before anything is written.
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
				return &Error{snap.Name, fmt.Errorf("it is not younger than %s before it", before.Name)}
			}
		}
	}
	return nil
}

// writeSite writes the pages of one site, its index last.
func writeSite(out Output, s Site, base *url.URL, several bool) (overview, error) {
	b := &builder{out: out, files: newFiles(), frame: frame{Site: cmp.Or(terminal.Line(s.Name), "API reference"), Feed: base != nil, Several: several}}
	c, err := read(s.Snapshots, b.files, b.writeChanges)
	if err != nil {
		return overview{}, err
	}
	b.chronicle, b.catalogue = c, newCatalogue(c.last)
	v := b.overview()
	for _, step := range []func() error{
		b.writeEntities, b.writeLists, b.writeErrors,
		func() error { return writeAssets(out, b.searchIndex()) },
		func() error { return b.writeFeed(base) },
		func() error { return b.page("index.html", "index", b.frame.Site, &v) },
	} {
		if err := step(); err != nil {
			return overview{}, err
		}
	}
	return v, nil
}

// builder writes the pages of one site.
type builder struct {
	out   Output
	files *files
	frame frame
	*chronicle
	catalogue *catalogue
}
