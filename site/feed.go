package site

import (
	"io"
	"net/url"

	"github.com/tlcrawl/tlcrawl/report"
)

// writeFeeds writes the newest change sets as Atom and as JSON Feed, if the address of the
// site is known.
func (b *builder) writeFeeds(base *url.URL) error {
	if base == nil {
		return nil
	}
	f := report.Feed{Title: "API changes of " + b.frame.Site, Link: base.String()}
	for _, t := range b.recent {
		f.Entries = append(f.Entries, report.FeedEntry{Report: t.report, Updated: t.New.Time, Link: base.JoinPath(t.File).String()})
	}
	for _, form := range []struct {
		name  string
		print func(report.Feed, io.Writer) error
	}{{"feed.atom", report.Feed.Atom}, {"feed.json", report.Feed.JSON}} {
		f := f // it is printed later
		f.Self = base.JoinPath(form.name).String()
		if err := b.out.Create(form.name, func(w io.Writer) error { return form.print(f, w) }); err != nil {
			return err
		}
	}
	return nil
}
