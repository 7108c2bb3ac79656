package upcoming

import (
	"io"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/report"
)

// Atom prints the items that are coming as a feed, the latest first. An item has one entry,
// which is updated when it becomes final or its line changes. The link is the address of the
// page that the feed is about, or empty.
func Atom(w io.Writer, list []Item, link string) error {
	f := report.Feed{Title: "Upcoming changes of the API", Link: link}
	for _, i := range Coming(list) {
		updated := i.Since
		if updated.IsZero() {
			updated = time.Unix(0, 0)
		}
		for _, s := range i.Seen {
			if s.Since.After(updated) {
				updated = s.Since
			}
		}
		f.Entries = append(f.Entries, report.FeedEntry{Updated: updated, Note: &report.FeedNote{
			ID: "upcoming " + i.Key(), Title: i.Title() + " (" + string(i.Status) + ")",
			Text: strings.Join(append([]string{heading(i, 0)}, i.details()...), "\n"),
		}})
	}
	return f.Atom(w)
}
