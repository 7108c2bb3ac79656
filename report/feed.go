package report

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
)

// Feed is several reports for feed readers. Atom and JSON print it, with the same ids.
type Feed struct {
	Title string
	// Link is the address of the page that the feed is about, Self that of the feed itself.
	// Either may be empty. The feed's id is made from Link, or else from Title.
	Link, Self string
	Entries    []FeedEntry
}

// FeedEntry is one report in a feed, or a note. One of Report and Note, and Updated are
// required.
type FeedEntry struct {
	Report  *diff.Report
	Updated time.Time
	// Link is the address of a page with the report; empty for none.
	Link string
	Note *FeedNote
}

// FeedNote is an entry that is not a report. The same ID is the same entry.
type FeedNote struct{ ID, Title, Text string }

// FeedError names the part of a feed that is missing or invalid, and how to fix it.
type FeedError struct {
	// Entry counts from 1; 0 is the feed itself.
	Entry       int
	Field, Want string
}

func (e *FeedError) Error() string {
	if e.Entry == 0 {
		return fmt.Sprintf("feed: %s: %s", e.Field, e.Want)
	}
	return fmt.Sprintf("feed, entry %d: %s: %s", e.Entry, e.Field, e.Want)
}

// feed is a checked feed.
type feed struct {
	id, title, link, self string
	updated               time.Time
	items                 []feedItem
}

// feedItem is a report in a feed.
type feedItem struct {
	id, title, link string
	updated         time.Time
	text            string
}

// html is the text as HTML.
func (i feedItem) html() string { return "<pre>" + html.EscapeString(i.text) + "</pre>" }

// check checks a feed and puts its entries in order, newest first. Empty reports are left
// out, and so are all but the newest of entries with the same changes. A feed without
// entries has the update time 1970.
func (f Feed) check() (*feed, error) {
	out := &feed{
		id: tagURI(f.Link, "feed/"+digest(cmp.Or(f.Link, f.Title))), title: terminal.Line(f.Title), updated: time.Unix(0, 0).UTC(),
	}
	var err error
	if out.link, err = feedLink(0, "Link", f.Link); err != nil {
		return nil, err
	}
	if out.self, err = feedLink(0, "Self", f.Self); err != nil {
		return nil, err
	}
	for i, e := range f.Entries {
		if e.Updated.After(out.updated) {
			out.updated = e.Updated.UTC()
		}
		item, err := newFeedItem(i+1, e)
		if err != nil {
			return nil, err
		}
		if e.Note != nil || len(e.Report.Changes) > 0 {
			out.items = append(out.items, item)
		}
	}
	slices.SortStableFunc(out.items, func(a, b feedItem) int { return b.updated.Compare(a.updated) })
	seen := map[string]bool{}
	out.items = slices.DeleteFunc(out.items, func(i feedItem) bool {
		before := seen[i.id]
		seen[i.id] = true
		return before
	})
	return out, nil
}

// feedContent limits the part of a report in an entry, in bytes.
const feedContent = 64 << 10

func newFeedItem(number int, e FeedEntry) (feedItem, error) {
	link, err := feedLink(number, "Link", e.Link)
	switch {
	case err != nil:
		return feedItem{}, err
	case e.Report == nil && e.Note == nil:
		return feedItem{}, &FeedError{number, "Report", "is required"}
	case e.Updated.IsZero():
		return feedItem{}, &FeedError{number, "Updated", "is required: when the changes were found"}
	}
	if n := e.Note; n != nil {
		return feedItem{tagURI("", "note/"+digest(n.ID)), terminal.Line(n.Title), link, e.Updated.UTC(), cutLines(terminal.Clean(n.Text), feedContent)}, nil
	}
	var text strings.Builder
	if err := Text(&text, e.Report, Options{}); err != nil {
		return feedItem{}, err
	}
	return feedItem{tag(e.Report), Headline(e.Report), link, e.Updated.UTC(), cutLines(text.String(), feedContent)}, nil
}

// cutLines truncates a text to the first lines and counts the others.
func cutLines(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	kept := s[:strings.LastIndexByte(s[:limit], '\n')+1]
	return fmt.Sprintf("%s... and %d more lines\n", kept, strings.Count(s[len(kept):], "\n"))
}

// feedLink checks an address, which may be empty.
func feedLink(entry int, field, link string) (string, error) {
	if link == "" {
		return "", nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", &FeedError{entry, field, "must be an absolute address, as in https://example.org/changes"}
	}
	return u.String(), nil
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
