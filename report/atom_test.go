package report_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
)

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// atomFeed has the elements of RFC 4287 that Atom writes.
type atomFeed struct {
	XMLName xml.Name   `xml:"http://www.w3.org/2005/Atom feed"`
	Title   []string   `xml:"title"`
	ID      []string   `xml:"id"`
	Updated []string   `xml:"updated"`
	Author  []string   `xml:"author>name"`
	Links   []atomLink `xml:"link"`
	Entries []struct {
		Title   []string   `xml:"title"`
		ID      []string   `xml:"id"`
		Updated []string   `xml:"updated"`
		Links   []atomLink `xml:"link"`
		Content []struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

// tagForm is the grammar of RFC 4151, section 2.1, for the authorities and dates that Atom
// writes.
var tagForm = regexp.MustCompile(`^tag:[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*,[0-9]{4}:[a-zA-Z0-9/.-]+$`)

// readAtom parses a feed and checks it against RFC 4287, sections 4.1.1 and 4.1.2.
func readAtom(t *testing.T, printed string) atomFeed {
	t.Helper()
	validate(t, printed, "--relaxng", "atom.rng")
	var f atomFeed
	if err := xml.Unmarshal([]byte(printed), &f); err != nil {
		t.Fatal(err)
	}
	once := func(where string, title, id, updated []string, links []atomLink) {
		t.Helper()
		if len(title) != 1 || len(id) != 1 || len(updated) != 1 || len(links) > 1 {
			t.Fatalf("%s: %d titles, %d ids, %d times, %d links", where, len(title), len(id), len(updated), len(links))
		}
		if !tagForm.MatchString(id[0]) {
			t.Errorf("%s: %q is not a tag URI", where, id[0])
		}
		if _, err := time.Parse(time.RFC3339, updated[0]); err != nil {
			t.Errorf("%s: %v", where, err)
		}
		for _, l := range links {
			if u, err := url.Parse(l.Href); err != nil || !u.IsAbs() || l.Rel != "alternate" {
				t.Errorf("%s: link %+v", where, l)
			}
		}
	}
	once("feed", f.Title, f.ID, f.Updated, slices.DeleteFunc(slices.Clone(f.Links), func(l atomLink) bool { return l.Rel == "self" }))
	if !slices.Equal(f.Author, []string{"tlcrawl"}) {
		t.Errorf("authors %q, and no entry has an author", f.Author)
	}
	for _, e := range f.Entries {
		once("entry", e.Title, e.ID, e.Updated, e.Links)
		if len(e.Content) != 1 || e.Content[0].Type != "html" || !strings.HasPrefix(e.Content[0].Text, "<pre>") {
			t.Errorf("content %+v", e.Content)
		}
	}
	return f
}

func atom(o report.Options) report.Printer {
	return func(w io.Writer, r *diff.Report, _ report.Options) error { return report.Atom(w, r, o) }
}

// TestAtom checks that the feed is valid and its entry shows the text report.
func TestAtom(t *testing.T) {
	old, new := difftest.Sample(t)
	elsewhere := time.FixedZone("", 2*60*60)
	for _, tc := range []struct {
		why     string
		r       *diff.Report
		o       report.Options
		entries int
	}{
		{"every rule", diff.Compare(old, new), report.Options{Updated: found, Link: "https://example.org/a b?c&d"}, 1},
		{"without a link", diff.Compare(old, new), report.Options{Updated: found.In(elsewhere)}, 1},
		{"text that looks like markup", hostile(t), report.Options{Updated: found}, 1},
		{"nothing changed", diff.Compare(old, old), report.Options{Updated: found}, 0},
		{"schemas without a host", diff.Compare(model.New("", 1), model.New("", 2)), report.Options{Updated: found}, 1},
	} {
		t.Run(tc.why, func(t *testing.T) {
			f := readAtom(t, output(t, atom(tc.o), tc.r))
			if len(f.Entries) != tc.entries || f.Updated[0] != "2026-01-31T03:00:00Z" {
				t.Errorf("%d entries of %s, want %d", len(f.Entries), f.Updated[0], tc.entries)
			}
			for _, e := range f.Entries {
				text := strings.TrimSuffix(strings.TrimPrefix(e.Content[0].Text, "<pre>"), "</pre>")
				want := output(t, report.Text, tc.r)
				want = strings.ReplaceAll(want, "\ufffe", "\ufffd") // not allowed in XML
				if d := cmp.Diff(want, html.UnescapeString(text)); d != "" || strings.Contains(text, "<") {
					t.Errorf("the entry does not show the report as text: %s", d)
				}
			}
		})
	}
}

// TestAtomIdentity checks that the same changes always have the same entry id, and other
// changes another one.
func TestAtomIdentity(t *testing.T) {
	id := func(r *diff.Report, updated time.Time) string {
		return readAtom(t, output(t, atom(report.Options{Updated: updated}), r)).Entries[0].ID[0]
	}
	r := hostile(t)
	const made = "tag:corefork.telegram.org,2026:changes/201-201/c6fe148d7983658a" // a changed id makes feed readers show all entries again
	if got := id(r, found); got != made {
		t.Errorf("id %s, was %s", got, made)
	}
	if got := id(r, found.AddDate(1, 0, 0)); got != made {
		t.Errorf("found a year later: another id: %s", got)
	}
	words, err := r.Filter(diff.Filter{Only: []string{"docs"}})
	if err != nil {
		t.Fatal(err)
	}
	if id(words, found) == made {
		t.Error("other changes: the same id")
	}
}

// TestTagURI checks that the authority of an id is the host's name without the rest of the
// address.
func TestTagURI(t *testing.T) {
	for _, tc := range []struct{ why, source, want string }{
		{"a site", "https://core.telegram.org", "core.telegram.org"},
		{"case does not matter", "https://Core.Telegram.ORG", "core.telegram.org"},
		{"a port is not part of the name", "http://127.0.0.1:8080", "127.0.0.1"},
		{"a password is not published", "https://user:secret@example.org/x", "example.org"},
		{"no source", "", "tlcrawl.invalid"},
		{"a file", "./schema.tl", "tlcrawl.invalid"},
		{"not a DNS name", "http://[::1]/", "tlcrawl.invalid"},
		{"letters that are not allowed in a tag", "https://пример.рф", "tlcrawl.invalid"},
	} {
		f := readAtom(t, output(t, atom(report.Options{Updated: found}), &diff.Report{New: diff.SnapshotRef{Source: tc.source}}))
		if want := "tag:" + tc.want + ",2026:changes"; f.ID[0] != want {
			t.Errorf("%s: %s, want %s", tc.why, f.ID[0], want)
		}
	}
}

// TestFeed checks that change sets come newest first, without duplicates.
func TestFeed(t *testing.T) {
	old, new := difftest.Sample(t)
	there, back, same := diff.Compare(old, new), diff.Compare(new, old), diff.Compare(old, old)
	day := func(n int) time.Time { return found.AddDate(0, 0, n) }
	for _, tc := range []struct {
		why     string
		link    string
		entries []report.FeedEntry
		updated string
		days    []string
	}{
		{"no changes yet", "https://example.org/", nil, "1970-01-01T00:00:00Z", nil},
		{"the newest first", "https://example.org/", []report.FeedEntry{{there, day(1), "", nil}, {back, day(2), "https://example.org/2", nil}},
			"2026-02-02T03:00:00Z", []string{"2026-02-02T03:00:00Z", "2026-02-01T03:00:00Z"}},
		{"the same changes are one entry", "", []report.FeedEntry{{there, day(1), "", nil}, {there, day(3), "", nil}, {there, day(2), "", nil}},
			"2026-02-03T03:00:00Z", []string{"2026-02-03T03:00:00Z"}},
		{"a run without changes", "", []report.FeedEntry{{same, day(9), "", nil}, {there, day(1), "", nil}},
			"2026-02-09T03:00:00Z", []string{"2026-02-01T03:00:00Z"}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			before := slices.Clone(tc.entries)
			f := readAtom(t, output(t, func(w io.Writer, _ *diff.Report, _ report.Options) error {
				return report.Feed{Title: "Changes\x1b", Link: tc.link, Entries: tc.entries}.Atom(w)
			}, nil))
			var days []string
			for _, e := range f.Entries {
				days = append(days, e.Updated[0])
			}
			if f.Updated[0] != tc.updated || !slices.Equal(days, tc.days) || f.Title[0] != `Changes\u001b` {
				t.Errorf("%s, updated %s, entries %v", f.Title[0], f.Updated[0], days)
			}
			if !slices.Equal(before, tc.entries) {
				t.Error("the caller's entries were reordered")
			}
		})
	}
}

// TestAtomRejects checks that options that make an invalid feed are an error.
func TestAtomRejects(t *testing.T) {
	r := diff.Compare(difftest.Sample(t))
	for _, tc := range []struct {
		why     string
		print   func(io.Writer) error
		entry   int
		field   string
		mention string
	}{
		{"a link without a host", func(w io.Writer) error { return report.Feed{Title: "a", Link: "changes.html"}.Atom(w) }, 0, "Link", "https://"},
		{"a feed's own address without a host", func(w io.Writer) error { return report.Feed{Self: "feed.atom"}.Atom(w) }, 0, "Self", "https://"},
		{"the same of a JSON feed", func(w io.Writer) error { return report.Feed{Self: "feed.json"}.JSON(w) }, 0, "Self", "https://"},
		{"a link that runs code", func(w io.Writer) error {
			return report.Atom(w, r, report.Options{Updated: found, Link: "javascript:alert(1)"})
		}, 0, "Link", "https://"},
		{"an entry without a time", func(w io.Writer) error {
			return report.Feed{Entries: []report.FeedEntry{{r, found, "", nil}, {Report: r}}}.Atom(w)
		}, 2, "Updated", "entry 2"},
		{"an entry without a report", func(w io.Writer) error { return report.Feed{Entries: []report.FeedEntry{{Updated: found}}}.Atom(w) }, 1, "Report", "required"},
		{"an entry whose link has no host", func(w io.Writer) error {
			return report.Feed{Entries: []report.FeedEntry{{r, found, "https://", nil}}}.Atom(w)
		}, 1, "Link", "https://"},
	} {
		var b bytes.Buffer
		err := tc.print(&b)
		var wrong *report.FeedError
		if !errors.As(err, &wrong) || wrong.Entry != tc.entry || wrong.Field != tc.field || !strings.Contains(err.Error(), tc.mention) {
			t.Errorf("%s: %v", tc.why, err)
		}
		if b.Len() > 0 {
			t.Errorf("%s: part of a feed was written", tc.why)
		}
	}
}

// TestAtomIsTruncated checks that a long entry is truncated and says how much is left out.
func TestAtomIsTruncated(t *testing.T) {
	new := model.New("https://sample.test", 1)
	for i := range 3000 {
		new.AddMethod(model.Combinator{Name: fmt.Sprintf("test.method%d", i), Result: "Bool"})
	}
	r := diff.Compare(model.New("https://sample.test", 1), new)
	f := readAtom(t, output(t, atom(report.Options{Updated: found}), r))
	shown := f.Entries[0].Content[0].Text
	all := strings.Count(output(t, report.Text, r), "\n")
	left := fmt.Sprintf("... and %d more lines\n</pre>", all-strings.Count(shown, "\n")+1)
	if len(shown) > 70_000 || len(shown) < 60_000 || !strings.HasSuffix(shown, left) {
		t.Errorf("%d bytes that end in %q, want %q", len(shown), shown[len(shown)-40:], left)
	}
}
