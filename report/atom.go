package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/feeds"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// AtomEntry is one report in a feed of several. Report and Updated are required.
type AtomEntry struct {
	Report  *diff.Report
	Updated time.Time
	Link    string
}

// AtomError names the part of a feed that is missing or invalid, and how to fix it.
type AtomError struct {
	// Entry counts from 1; 0 is the feed itself.
	Entry       int
	Field, Want string
}

func (e *AtomError) Error() string {
	if e.Entry == 0 {
		return fmt.Sprintf("Atom feed: %s: %s", e.Field, e.Want)
	}
	return fmt.Sprintf("Atom feed, entry %d: %s: %s", e.Entry, e.Field, e.Want)
}

// Atom prints the report as an Atom feed (https://www.rfc-editor.org/rfc/rfc4287) with
// one entry, or none for an empty report. The same changes always have the same id.
func Atom(w io.Writer, r *diff.Report, o Options) error {
	updated := o.Updated
	if updated.IsZero() {
		updated = time.Unix(0, 0)
	}
	f := &feeds.Feed{
		Title:   "API changes of " + orUnknown(r.New.Source),
		Id:      tagURI(r.New.Source, "changes"),
		Updated: updated,
	}
	return writeAtom(w, f, o.Link, []AtomEntry{{r, updated, o.Link}})
}

// AtomFeed prints several reports as one feed, newest first. The link is the address of the
// feed's page, or empty; the feed's id is made from it, or else from the title. Empty
// reports are omitted, and so are all but the newest of entries with the same changes. A
// feed without entries has the update time 1970.
func AtomFeed(w io.Writer, title, link string, entries []AtomEntry) error {
	f := &feeds.Feed{
		Title:   title,
		Id:      tagURI(link, "feed/"+digest(cmp.Or(link, title))),
		Updated: time.Unix(0, 0),
	}
	for _, e := range entries {
		if e.Updated.After(f.Updated) {
			f.Updated = e.Updated
		}
	}
	return writeAtom(w, f, link, entries)
}

// writeAtom writes the feed. gorilla/feeds generates the ids of feeds and, at random, of
// entries, and writes empty links; writeAtom replaces both (RFC 4287).
func writeAtom(w io.Writer, f *feeds.Feed, link string, entries []AtomEntry) error {
	var err error
	if f.Link, err = atomLink(0, link); err != nil {
		return err
	}
	if err := addItems(f, entries); err != nil {
		return err
	}
	f.Title, f.Updated, f.Author = terminal.Line(f.Title), f.Updated.UTC(), &feeds.Author{Name: "tlcrawl"}
	doc := (&feeds.Atom{Feed: f}).AtomFeed()
	doc.Id = f.Id
	if f.Link == nil {
		doc.Link = nil
	}
	for i, item := range f.Items {
		if item.Link == nil {
			doc.Entries[i].Links = nil
		}
	}
	return writeXML(w, doc)
}

// addItems checks the entries and adds them to the feed, newest first.
func addItems(f *feeds.Feed, entries []AtomEntry) error {
	for i, e := range entries {
		switch link, err := atomLink(i+1, e.Link); {
		case err != nil:
			return err
		case e.Report == nil:
			return &AtomError{i + 1, "Report", "is required"}
		case e.Updated.IsZero():
			return &AtomError{i + 1, "Updated", "is required: when the changes were found"}
		case len(e.Report.Changes) > 0:
			item, err := atomItem(e, link)
			if err != nil {
				return err
			}
			f.Add(item)
		}
	}
	slices.SortStableFunc(f.Items, func(a, b *feeds.Item) int { return b.Updated.Compare(a.Updated) })
	seen := map[string]bool{}
	f.Items = slices.DeleteFunc(f.Items, func(i *feeds.Item) bool {
		before := seen[i.Id]
		seen[i.Id] = true
		return before
	})
	return nil
}

// atomContent limits the part of a report in an entry, in bytes.
const atomContent = 64 << 10

func atomItem(e AtomEntry, link *feeds.Link) (*feeds.Item, error) {
	var text strings.Builder
	if err := Text(&text, e.Report, Options{}); err != nil {
		return nil, err
	}
	return &feeds.Item{
		Title:   Headline(e.Report),
		Id:      tag(e.Report),
		Link:    link,
		Updated: e.Updated.UTC(),
		Content: "<pre>" + html.EscapeString(cutLines(text.String(), atomContent)) + "</pre>",
	}, nil
}

// cutLines truncates a text to the first lines and counts the others.
func cutLines(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	kept := s[:strings.LastIndexByte(s[:limit], '\n')+1]
	return fmt.Sprintf("%s... and %d more lines\n", kept, strings.Count(s[len(kept):], "\n"))
}

// atomLink checks an address; it is nil for none.
func atomLink(entry int, link string) (*feeds.Link, error) {
	if link == "" {
		return nil, nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, &AtomError{entry, "Link", "must be an absolute address, as in https://example.org/changes"}
	}
	return &feeds.Link{Href: u.String(), Rel: "alternate"}, nil
}

// tag returns the report's id in feeds: the site, the layers, and a hash of the changes.
func tag(r *diff.Report) string {
	parts := []string{r.Old.Source, r.New.Source}
	for _, c := range r.Changes {
		parts = append(parts, c.ID)
	}
	return tagURI(r.New.Source, fmt.Sprintf("changes/%d-%d/%s", r.Old.Layer, r.New.Layer, digest(parts...)))
}

// domain matches names that are allowed as the authority of a tag URI.
var domain = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)

// tagURI returns an id by RFC 4151 (https://www.rfc-editor.org/rfc/rfc4151) whose authority
// is an address's host. The year is part of every published id and must not change.
func tagURI(address, specific string) string {
	host := ""
	if u, err := url.Parse(address); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	if !domain.MatchString(host) {
		host = "tlcrawl.invalid" // a reserved name (RFC 2606)
	}
	return "tag:" + host + ",2026:" + specific
}

func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:8])
}
