package report_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/report"
)

// fields are the fields of an object.
type fields = map[string]any

// TestJSONFeed checks that a JSON feed has what version 1.1 requires, and the same entries
// as the Atom feed.
func TestJSONFeed(t *testing.T) {
	old, new := difftest.Sample(t)
	f := report.Feed{
		Title: "Changes\x1b", Link: "https://example.org/", Self: "https://example.org/feed.json",
		Entries: []report.FeedEntry{
			{Report: diff.Compare(old, new), Updated: found, Link: "https://example.org/1"},
			{Report: hostile(t), Updated: found.Add(time.Hour)},
		},
	}
	printed := output(t, func(w io.Writer, _ *diff.Report, _ report.Options) error { return f.JSON(w) }, nil)
	var doc fields
	if err := json.Unmarshal([]byte(printed), &doc); err != nil {
		t.Fatal(err)
	}
	items := doc["items"].([]any)
	delete(doc, "items")
	want := fields{
		"version": "https://jsonfeed.org/version/1.1", "title": `Changes\u001b`, "language": "en",
		"home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json", "authors": []any{fields{"name": "tlcrawl"}},
	}
	if d := cmp.Diff(want, doc); d != "" {
		t.Error(d)
	}
	entries := readAtom(t, output(t, func(w io.Writer, _ *diff.Report, _ report.Options) error { return f.Atom(w) }, nil)).Entries
	if len(items) != 2 || len(entries) != 2 {
		t.Fatalf("%d items and %d entries, want 2 of each", len(items), len(entries))
	}
	for i, e := range entries {
		item := items[i].(fields)
		html := strings.ReplaceAll(item["content_html"].(string), "\ufffe", "\ufffd") // not allowed in XML
		if item["id"] != e.ID[0] || item["title"] != e.Title[0] || item["date_published"] != e.Updated[0] || html != e.Content[0].Text {
			t.Errorf("item %d differs from the Atom entry: %v", i, item)
		}
		link, linked := item["url"]
		if linked != (len(e.Links) == 1) || linked && link != e.Links[0].Href {
			t.Errorf("item %d: link %v", i, link)
		}
	}
}

// TestFeedLinksToItself checks the links of a feed: validators ask for one to the feed itself.
func TestFeedLinksToItself(t *testing.T) {
	f := report.Feed{Title: "a", Link: "https://example.org/", Self: "https://example.org/feed.atom"}
	printed := output(t, func(w io.Writer, _ *diff.Report, _ report.Options) error { return f.Atom(w) }, nil)
	validate(t, printed, "--relaxng", "atom.rng")
	for _, want := range []string{`<link href="https://example.org/" rel="alternate">`, `<link href="https://example.org/feed.atom" rel="self" type="application/atom+xml">`} {
		if strings.Count(printed, want) != 1 {
			t.Errorf("want one %s in\n%s", want, printed)
		}
	}
	if empty := output(t, func(w io.Writer, _ *diff.Report, _ report.Options) error { return f.JSON(w) }, nil); !strings.Contains(empty, `"items": []`) {
		t.Errorf("a feed without entries: %s", empty)
	}
}
