package report

import (
	"encoding/xml"
	"io"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
)

// Atom prints the report as an Atom feed (https://www.rfc-editor.org/rfc/rfc4287) with
// one entry, or none for an empty report. The same changes always have the same id.
func Atom(w io.Writer, r *diff.Report, o Options) error {
	updated := o.Updated
	if updated.IsZero() {
		updated = time.Unix(0, 0)
	}
	f, err := Feed{
		Title: "API changes of " + orUnknown(r.New.Source), Link: o.Link,
		Entries: []FeedEntry{{Report: r, Updated: updated, Link: o.Link}},
	}.check()
	if err != nil {
		return err
	}
	f.id = tagURI(r.New.Source, "changes")
	return f.atom(w)
}

// Atom prints the feed as Atom. It has a link to itself if Self is set, as the W3C's
// validator wants it.
func (f Feed) Atom(w io.Writer) error {
	checked, err := f.check()
	if err != nil {
		return err
	}
	return checked.atom(w)
}

// The elements of RFC 4287 that a feed has.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		Title   string      `xml:"title"`
		ID      string      `xml:"id"`
		Updated string      `xml:"updated"`
		Links   []atomLink  `xml:"link"`
		Author  string      `xml:"author>name"`
		Entries []atomEntry `xml:"entry"`
	}
	atomEntry struct {
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		ID      string      `xml:"id"`
		Content atomContent `xml:"content"`
		Links   []atomLink  `xml:"link"`
	}
	atomContent struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
	atomLink struct {
		Href string `xml:"href,attr"`
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
	}
)

func (f *feed) atom(w io.Writer) error {
	doc := atomFeed{Lang: feedLanguage, Title: f.title, ID: f.id, Updated: f.updated.Format(time.RFC3339), Links: alternate(f.link), Author: feedAuthor}
	if f.self != "" {
		doc.Links = append(doc.Links, atomLink{f.self, "self", "application/atom+xml"})
	}
	for _, i := range f.items {
		doc.Entries = append(doc.Entries, atomEntry{
			i.title, i.updated.Format(time.RFC3339), i.id, atomContent{"html", i.html()}, alternate(i.link),
		})
	}
	return writeXML(w, doc)
}

// alternate is the link to a page, if there is one.
func alternate(link string) []atomLink {
	if link == "" {
		return nil
	}
	return []atomLink{{Href: link, Rel: "alternate"}}
}
