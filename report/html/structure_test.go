package html_test

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
)

// parse parses a report as a browser does.
func parse(t testing.TB, html string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestEveryChange checks that each change is in the file once, under its level, with its
// rule and its sentence; a change that follows from another is under that one.
func TestEveryChange(t *testing.T) {
	r := sample(t)
	doc := parse(t, render(t, r))
	if n := doc.Find("li.change").Length(); n != len(r.Changes) {
		t.Errorf("%d changes in the file, %d in the report", n, len(r.Changes))
	}
	for _, s := range report.Outline(r) {
		section := doc.Find("section[aria-labelledby=" + string(s.Level) + "]")
		for _, g := range s.Groups {
			for _, c := range g.Alike {
				check(t, section.Find(".fold"), c)
			}
			for _, c := range g.Changes {
				if g.Alike != nil {
					continue
				}
				check(t, section, c.Change)
				for _, f := range c.Follows {
					check(t, section.Find("#c-"+c.ID+" .follows"), f)
				}
			}
		}
	}
}

func check(t *testing.T, in *goquery.Selection, c diff.Change) {
	t.Helper()
	li := in.Find("#c-" + c.ID)
	if li.Length() != 1 {
		t.Errorf("%d times: %s", li.Length(), c.Text)
		return
	}
	entry := li.ChildrenFiltered(".entry")
	sentence := entry.Find(".sentence").Clone()
	sentence.Find("summary").Remove() // in a fold
	if got := sentence.Text(); !strings.HasSuffix(got, c.Sentence()) {
		t.Errorf("%q is shown as %q", c.Sentence(), got)
	}
	if rule, level := entry.Find(".rule").Text(), entry.Find(".badge").Text(); rule != c.Rule || level != string(c.Level) {
		t.Errorf("%s: %s, %s", c.Text, rule, level)
	}
	if c.Prose() && li.ChildrenFiltered(".prose").Length() == 0 && li.Closest(".fold").Length() == 0 {
		t.Errorf("%s: the changed words are not shown", c.Text)
	}
}

// TestMostSevereFirst checks the order of the levels.
func TestMostSevereFirst(t *testing.T) {
	got := parse(t, render(t, sample(t))).Find("h2[class]").Map(func(_ int, h *goquery.Selection) string { return h.AttrOr("id", "") })
	if want := "breaking compatible docs"; strings.Join(got, " ") != want {
		t.Errorf("sections %v, want %s", got, want)
	}
}

// TestCounts checks the numbers in the table, its bars and the filters.
func TestCounts(t *testing.T) {
	r := sample(t)
	doc := parse(t, render(t, r))
	for i, l := range diff.Levels {
		sum := 0
		doc.Find(fmt.Sprintf(".counts tbody td:nth-child(%d)", i+2)).Each(func(_ int, td *goquery.Selection) {
			n := 0
			fmt.Sscan(td.Text(), &n)
			sum += n
		})
		if sum != r.Summary.Levels[l] {
			t.Errorf("the table has %d %s, the report %d", sum, l, r.Summary.Levels[l])
		}
		if got, want := doc.Find("input[value="+string(l)+"]").Parent().Find("small").Text(), fmt.Sprint(r.Summary.Levels[l]); got != want {
			t.Errorf("the filter has %s %s, want %s", got, l, want)
		}
	}
	doc.Find(".counts tbody tr").Each(func(_ int, tr *goquery.Selection) {
		kind := tr.Find("th").Text()
		if title := tr.Find("svg[role=img] title").Text(); !strings.HasPrefix(title, kind+": ") {
			t.Errorf("the bar of %s has the title %q", kind, title)
		}
	})
}

// TestPolicy checks that the file allows its own style and script only.
func TestPolicy(t *testing.T) {
	doc := parse(t, render(t, sample(t)))
	policy := doc.Find("meta[http-equiv=Content-Security-Policy]").AttrOr("content", "")
	for _, word := range []string{"default-src 'none'", "base-uri 'none'", "form-action 'none'"} {
		if !strings.Contains(policy, word) {
			t.Errorf("%q lacks %s", policy, word)
		}
	}
	if strings.Contains(policy, "unsafe") || policy != html.Policy() {
		t.Errorf("policy %q", policy)
	}
	for _, tag := range []string{"style", "script"} {
		text := doc.Find(tag).Text() // one of several
		sum := sha256.Sum256([]byte(text))
		if want := tag + "-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("%q lacks %s", policy, want)
		}
	}
	safe(t, doc)
}

// safe fails the test if a file has elements that only injected text can have added.
func safe(t *testing.T, doc *goquery.Document) {
	t.Helper()
	if n := doc.Find("script, style").Length(); n != 2 {
		t.Errorf("%d scripts and styles, want one of each", n)
	}
	if doc.Find("[src], [style], img, iframe, object, embed, base, link, [http-equiv=refresh]").Length() > 0 {
		t.Error("an element makes a request or has an inline style")
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("a script in the attribute %s", a.Key)
			}
		}
	})
	doc.Find("a").Each(func(_ int, a *goquery.Selection) {
		href := a.AttrOr("href", "")
		switch {
		case strings.HasPrefix(href, "#"):
		case !strings.HasPrefix(href, "https://") && !strings.HasPrefix(href, "http://"), a.AttrOr("rel", "") != "noreferrer":
			t.Errorf("a link to %q", href)
		}
	})
}

// TestSame checks that the same report gives the same bytes, independent of map order.
func TestSame(t *testing.T) {
	first := render(t, sample(t))
	for range 20 {
		if render(t, sample(t)) != first {
			t.Fatal("two files of the same report differ")
		}
	}
}

// TestFold checks that an equal change of several entities is shown once, with its entities
// under it.
func TestFold(t *testing.T) {
	var old, new = map[string]string{}, map[string]string{}
	for _, name := range []string{"a.one", "a.two", "a.three", "a.other"} {
		old[name] = "Used for pagination."
		new[name] = "Used for caching."
	}
	new["a.other"] = "Unused."
	doc := parse(t, render(t, diff.Compare(side("https://example.org", 1, old), side("https://example.org", 1, new))))
	titles := doc.Find("article h3").Map(func(_ int, h *goquery.Selection) string { return strings.Join(strings.Fields(h.Text()), " ") })
	if want := []string{"3 methods", "a.other method"}; !slices.Equal(titles, want) {
		t.Errorf("articles %q, want %q", titles, want)
	}
	fold := doc.Find("article").First()
	if n := fold.Find(".prose").Length(); n != 1 {
		t.Errorf("the text is shown %d times", n)
	}
	if names := fold.Find(".fold .sentence > code:first-child").Map(func(_ int, c *goquery.Selection) string { return c.Text() }); !slices.Equal(names, []string{"a.one", "a.three", "a.two"}) {
		t.Errorf("entities %q", names)
	}
}
