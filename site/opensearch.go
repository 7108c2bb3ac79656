package site

import (
	"encoding/xml"
	"io"
	"net/url"
	"unicode/utf8"
)

// openSearch describes the search of a site to browsers, so that the address bar can use it
// (https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md).
type openSearch struct {
	XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string
	Description string
	Encoding    string `xml:"InputEncoding"`
	URLs        []openSearchURL
}

// openSearchURL is an address with {searchTerms} in it, or that of the description itself.
type openSearchURL struct {
	XMLName  xml.Name `xml:"Url"`
	Type     string   `xml:"type,attr"`
	Rel      string   `xml:"rel,attr,omitempty"`
	Template string   `xml:"template,attr"`
}

// maxShortName is the longest name of a search in characters.
const maxShortName = 16

// writeOpenSearch writes the description, if the address of the site is known.
func (b *builder) writeOpenSearch(base *url.URL) error {
	if base == nil {
		return nil
	}
	short := b.frame.Site
	if utf8.RuneCountInString(short) > maxShortName {
		short = string([]rune(short)[:maxShortName-1]) + "…"
	}
	const kind = "application/opensearchdescription+xml"
	doc, err := xml.MarshalIndent(openSearch{
		ShortName: short, Description: "Methods, constructors, types and errors of " + b.frame.Site, Encoding: "UTF-8",
		URLs: []openSearchURL{
			{Type: "text/html", Template: base.JoinPath("index.html").String() + "?q={searchTerms}"},
			{Type: kind, Rel: "self", Template: base.JoinPath("opensearch.xml").String()},
		},
	}, "", "  ")
	if err != nil {
		return err
	}
	return b.out.Create("opensearch.xml", func(w io.Writer) error {
		_, err := io.WriteString(w, xml.Header+string(doc)+"\n")
		return err
	})
}
