package report

import (
	"encoding/json"
	"io"
	"time"
)

// The author and the language of all feeds.
const (
	feedAuthor   = "tlcrawl"
	feedLanguage = "en"
)

// The fields of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) that a feed has.
type (
	jsonFeed struct {
		Version  string       `json:"version"`
		Title    string       `json:"title"`
		HomePage string       `json:"home_page_url,omitempty"`
		Self     string       `json:"feed_url,omitempty"`
		Authors  []jsonAuthor `json:"authors"`
		Language string       `json:"language"`
		Items    []jsonItem   `json:"items"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
	jsonItem struct {
		ID    string `json:"id"`
		URL   string `json:"url,omitempty"`
		Title string `json:"title"`
		HTML  string `json:"content_html"`
		Date  string `json:"date_published"`
	}
)

// JSON prints the feed as JSON Feed.
func (f Feed) JSON(w io.Writer) error {
	checked, err := f.check()
	if err != nil {
		return err
	}
	doc := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: checked.title, HomePage: checked.link, Self: checked.self,
		Authors: []jsonAuthor{{feedAuthor}}, Language: feedLanguage, Items: []jsonItem{},
	}
	for _, i := range checked.items {
		doc.Items = append(doc.Items, jsonItem{i.id, i.link, i.title, i.html(), i.updated.Format(time.RFC3339)})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
