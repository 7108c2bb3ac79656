package html_test

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/report/html"
)

// TestProse checks that changed words are marked and long parts are folded.
func TestProse(t *testing.T) {
	long := strings.Repeat("the same words again ", 40)
	for _, c := range []struct{ why, old, new, want string }{
		{"one word", "It is wrong.", "It is invalid.", "It is [-wrong-]{+invalid+}."},
		{"line breaks make paragraphs", "One.\n\nTwo.", "One.\n\nThree.", "One.\n\n[-Two-]{+Three+}."},
		{"a long start is folded", long + "old", long + "new", "(760)same words again the same words again the same words again the same words again [-old-]{+new+}"},
		{"a long end is folded", "old " + long, "new " + long, "[-old-]{+new+} the same words again the same words again the same words again the same words (762)"},
		{"a long new text is folded", "", long, "{+" + long[:597] + "(243)+}"},
		{"markup is text", "<b>", "<i>", "<[-b-]{+i+}>"},
		{"a direction mark is escaped", "a", "a \u202eb", `a{+ \u202eb+}`},
		{"a control character is escaped", "a", "a \x1b[2J", `a{+ \u001b[2J+}`},
	} {
		t.Run(c.why, func(t *testing.T) {
			doc := parse(t, render(t, diff.Compare(
				side("https://example.org", 1, map[string]string{"a.b": c.old}), side("https://example.org", 2, map[string]string{"a.b": c.new}))))
			if got := marked(doc.Find(".prose")); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// marked formats a text with its marks as git does, and folds as their size.
func marked(s *goquery.Selection) string {
	var b strings.Builder
	s.Contents().Each(func(_ int, n *goquery.Selection) {
		switch goquery.NodeName(n) {
		case "del":
			b.WriteString("[-" + marked(n) + "-]")
		case "ins":
			b.WriteString("{+" + marked(n) + "+}")
		case "details":
			n.Find("summary").Remove()
			fmt.Fprintf(&b, "(%d)", len(n.Text()))
		default:
			b.WriteString(n.Text())
		}
	})
	return b.String()
}

// TestLongProse checks that texts longer than any page are shown quickly and in full.
func TestLongProse(t *testing.T) {
	var old, new strings.Builder
	for i := range 90_000 {
		fmt.Fprintf(&old, "word%d ", i)
		fmt.Fprintf(&new, "другое%d ", i)
	}
	for _, c := range []struct{ why, old, new string }{
		{"nothing in common", old.String(), new.String()},
		{"one word in the middle", old.String() + "old " + new.String(), old.String() + "new " + new.String()},
		{"one is the start of the other", old.String(), old.String() + new.String()},
		{"one is the end of the other", new.String(), old.String() + new.String()},
		{"one very long word", strings.Repeat("a", 1<<20), strings.Repeat("ж", 1<<19)},
	} {
		t.Run(c.why, func(t *testing.T) {
			doc := parse(t, render(t, diff.Compare(
				side("https://example.org", 1, map[string]string{"a.b": c.old}), side("https://example.org", 2, map[string]string{"a.b": c.new}))))
			prose := doc.Find(".prose")
			prose.Find("summary").Remove()
			gone := prose.Clone()
			gone.Find("ins").Remove()
			prose.Find("del").Remove()
			if gone.Text() != c.old || prose.Text() != c.new {
				t.Error("the old or the new text cannot be restored")
			}
		})
	}
}

// TestSchema checks that two lines are shown side by side with equal parts in one row.
func TestSchema(t *testing.T) {
	many := ""
	for i := range 9 {
		many += fmt.Sprintf(" p%d:int", i)
	}
	for _, c := range []struct{ why, old, new, want string }{
		{"a removed parameter", "a.b#1 x:int y:long = Bool", "a.b#1 y:long = Bool", `
			|a.b#00000001|a.b#00000001
			gone|[-x:int-]|
			|y:long|y:long
			|= Bool|= Bool`},
		{"a new parameter, and another id", "a.b#1 x:int = Bool", "a.b#2 x:int y:long = Bool", `
			changed|a.b#[-00000001-]|a.b#{+00000002+}
			|x:int|x:int
			new||{+y:long+}
			|= Bool|= Bool`},
		{"another type", "a.b#1 x:flags.0?int = Bool", "a.b#1 x:flags.1?int = Ok", `
			|a.b#00000001|a.b#00000001
			changed|x:flags.[-0-]?int|x:flags.{+1+}?int
			changed|= [-Bool-]|= {+Ok+}`},
		{"of two that may have moved, the one in the report", "a.b#1 b:int a:int = Bool", "a.b#1 a:int b:int = Bool", `
			|a.b#00000001|a.b#00000001
			moved|[-b:int-]|
			|a:int|a:int
			moved||{+b:int+}
			|= Bool|= Bool`},
		{"a moved parameter is in both places", "a.b#1 x:int y:int z:int = Bool", "a.b#1 z:int x:int y:int = Bool", `
			|a.b#00000001|a.b#00000001
			moved||{+z:int+}
			|x:int|x:int
			|y:int|y:int
			moved|[-z:int-]|
			|= Bool|= Bool`},
		{"parameters far from a change are folded", "a.b#1" + many + " = Bool", "a.b#2" + many + " = Bool", `
			changed|a.b#[-00000001-]|a.b#{+00000002+}
			|p0:int|p0:int
			|p1:int|p1:int
			8 the same`},
	} {
		t.Run(c.why, func(t *testing.T) {
			sides := [2]*model.Snapshot{}
			for i, line := range []string{c.old, c.new} {
				sides[i] = &model.Snapshot{Source: "https://example.org", Layer: i + 1, Methods: map[string]*model.Method{"a.b": method(t, line)}}
			}
			var got []string
			doc := parse(t, render(t, diff.Compare(sides[0], sides[1])))
			doc.Find(".schema").Eq(0).Find("tbody tr, .same > summary").Each(func(_ int, s *goquery.Selection) {
				switch {
				case goquery.NodeName(s) == "summary":
					got = append(got, s.Text())
				case s.Closest(".same").Length() == 0:
					got = append(got, s.AttrOr("class", "")+"|"+marked(s.Find("td").First())+"|"+marked(s.Find("td").Last()))
				}
			})
			want := strings.Split(strings.TrimSpace(strings.ReplaceAll(c.want, "\t", "")), "\n")
			if got, want := strings.Join(got, "\n"), strings.Join(want, "\n"); got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// method returns a method that has only a schema line.
func method(t *testing.T, line string) *model.Method {
	t.Helper()
	c, err := model.ParseCombinator(line)
	if err != nil {
		t.Fatal(err)
	}
	return &model.Method{ID: c.ID, TL: line, Result: c.Result, Params: c.Params}
}

// TestAddress checks that a name links to its page, if there is one.
func TestAddress(t *testing.T) {
	for _, c := range []struct{ why, old, new, want string }{
		{"the site", "https://a.example", "https://a.example", "https://a.example/method/a.b"},
		{"the newer of two sites has the page", "https://a.example", "https://b.example", "https://b.example/method/a.b"},
		{"a local site", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/method/a.b"},
		{"a site in a folder, with a query that is dropped", "https://a.example/x/?y#z", "https://a.example/x/?y#z", "https://a.example/x/method/a.b"},
		{"a file is not a site", "schema.tl", "schema.tl", ""},
		{"a file URL is not a site", "file:///etc/passwd", "file:///etc/passwd", ""},
		{"empty", "", "", ""},
		{"a script URL", "javascript:alert(1)//", "javascript:alert(1)//", ""},
		{"a script URL that looks like a site", "javascript://example.org/%0aalert(1)", "javascript://example.org/%0aalert(1)", ""},
		{"a data URL", "data:text/html,<script>", "data:text/html,<script>", ""},
		{"user and password are not published", "https://me:secret@a.example", "https://me:secret@a.example", ""},
		{"no host", "https:///x", "https:///x", ""},
	} {
		t.Run(c.why, func(t *testing.T) {
			doc := parse(t, render(t, diff.Compare(side(c.old, 1, map[string]string{"a.b": "old"}), side(c.new, 1, map[string]string{"a.b": "new"}))))
			if got := doc.Find("h3 a").AttrOr("href", ""); got != c.want {
				t.Errorf("%q leads to %q, want %q", c.new, got, c.want)
			}
		})
	}
}

// TestAddressOfRemoved checks that a removed entity links to the old site.
func TestAddressOfRemoved(t *testing.T) {
	doc := parse(t, render(t, diff.Compare(side("https://a.example", 1, map[string]string{"a.b": ""}), side("https://b.example", 1, nil))))
	if got, want := doc.Find("h3 a").AttrOr("href", ""), "https://a.example/method/a.b"; got != want {
		t.Errorf("it leads to %q, want %q", got, want)
	}
}

// TestFuncs checks that the functions for other pages escape as the report does.
func TestFuncs(t *testing.T) {
	for _, c := range []struct{ why, text, want string }{
		{"two texts", `{{words "a <b>" "a <i>"}}`, "a &lt;<del>b</del><ins>i</ins>&gt;"},
		{"spans", `{{spans .}}`, "a <del>&lt;b&gt;</del><ins>\\u202e</ins>"},
		{"a text", "{{clean `a\x1b<b>`}}", `a\u001b&lt;b&gt;`},
		{"a line", "{{line `a\nb`}}", "a b"},
	} {
		var b strings.Builder
		page := template.Must(template.New("").Funcs(html.Funcs()).Parse(c.text))
		err := page.Execute(&b, []report.Span{{Op: report.Equal, Text: "a "}, {Op: report.Deleted, Text: "<b>"}, {Op: report.Inserted, Text: "\u202e"}})
		if err != nil || strings.TrimSpace(b.String()) != strings.ReplaceAll(c.want, `\\`, `\`) {
			t.Errorf("%s: %q, %v, want %q", c.why, b.String(), err, c.want)
		}
	}
}
