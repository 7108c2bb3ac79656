package site

import (
	"io"
	"net/url"

	"github.com/tlcrawl/tlcrawl/report"
)

// writeFeed writes the feed of the newest change sets, if the address of the site is known.
func (b *builder) writeFeed(base *url.URL) error {
	if base == nil {
		return nil
	}
	var entries []report.AtomEntry
	for _, t := range b.recent {
		entries = append(entries, report.AtomEntry{Report: t.report, Updated: t.New.Time, Link: base.JoinPath(t.File).String()})
	}
	return b.out.Create("feed.atom", func(w io.Writer) error {
		return report.AtomFeed(w, "API changes of "+b.frame.Site, base.String(), entries)
	})
}
