package site_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// evil are texts that would be dangerous if interpreted.
var evil = []struct{ why, text string }{
	{"a script", `<script>window.pwned=1</script>`},
	{"a script in an event handler", `<img src=x onerror="window.pwned=1">`},
	{"the end of an attribute", `"><img src=x onerror=window.pwned=1>`},
	{"the end of the style and of the script", `</style></script><script>window.pwned=1</script>`},
	{"the end of its element", `</div></li></ul></details></article></section></main></body></html><svg onload=window.pwned=1>`},
	{"a link that runs code", `[click](javascript:window.pwned=1) javascript:window.pwned=1`},
	{"a template", `{{.Script}} {{template "page"}} ${window.pwned=1}`},
	{"a comment without an end", `<!-- `},
	{"a page in a page", `<iframe srcdoc="<script>parent.pwned=1</script>"></iframe><base href=//evil.example><meta http-equiv=refresh content="0;url=//evil.example">`},
	{"control characters", "\x00\x02\x03\x1b[2J\u009b\x7f\r"},
	{"text direction", "\u202egnp.exe\u2066\u200f"},
	{"invalid UTF-8", "\xff\xfe<b>"},
	{"entities", "&lt;script&gt; &#x202e; &amp;"},
	{"a long text", strings.Repeat("<b>\u202e", 1<<13)},
}

// hostile returns two snapshots with a text in every place that the site can fill, and in
// names that were not validated.
func hostile(text string) []*model.Snapshot {
	method := func(text string) *model.Method {
		return &model.Method{
			Name: "a.b", ID: "00000001", TL: "a.b#1 " + text + " = Bool", Result: text, Documented: new(true), Description: text, Category: text,
			Params: []model.Param{{Name: text, Type: text, Description: text}}, Errors: []model.Error{{Code: 400, Type: text, Description: text}},
			Related: []model.Related{{Title: text, URL: text, Description: text}}, Sections: map[string]string{text: text},
		}
	}
	old, new := model.New("https://example.org", 1), model.New("https://"+text, 2)
	old.Methods["a.b"], new.Methods["a.b"] = method("x"), method(text)
	old.Methods["gone"+text], new.Methods[text] = &model.Method{Name: "gone" + text, TL: text}, method(text)
	new.Constructors[text] = &model.Constructor{Name: text, TL: text, Type: text, Description: "[" + text + "](https://" + text + ")"}
	new.Types[text] = &model.Type{Name: text, Constructors: []string{text}, Methods: []string{text}, Description: "**" + text + "** `" + text + "`"}
	new.ErrorTable = &model.ErrorTable{Errors: []model.TableError{{Code: 400, Type: text, Methods: []string{"a.b", text}}, {Code: 400, Type: "x" + text, Description: text}}}
	return []*model.Snapshot{old, new}
}

// TestHostile checks that text and names of a snapshot are never interpreted, wherever they
// are.
func TestHostile(t *testing.T) {
	for _, e := range evil {
		t.Run(e.why, func(t *testing.T) {
			out := write(t, site.Options{URL: "https://example.org"}, site.Site{Name: e.text, Snapshots: months(hostile(e.text)...)})
			walk(t, out, "index.html", map[string]bool{})
			for _, name := range out.names() {
				if strings.Count(name, "/") > 1 || strings.ContainsAny(name, "<>\"'\\: \x00\u202e") || len(name) > 250 {
					t.Errorf("a file %q", name)
				}
				if strings.HasSuffix(name, ".html") {
					safe(t, name, out.page(t, name))
				}
			}
		})
	}
}

// safe fails the test if a page has elements that only injected text can have added. The
// text of a report is checked by package report/html.
func safe(t *testing.T, name string, doc *goquery.Document) {
	t.Helper()
	if doc.Find("script").Length() != 2 || doc.Find("script[src]").Length() != 2 || doc.Find("link").Length() != 4 {
		t.Errorf("%s: %d scripts, %d links", name, doc.Find("script").Length(), doc.Find("link").Length())
	}
	if doc.Find("style, [style], img, iframe, object, embed, base, [srcdoc], [http-equiv=refresh]").Length() > 0 {
		t.Errorf("%s: an element makes a request or has an inline style", name)
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: a script in the attribute %s", name, a.Key)
			}
		}
	})
	doc.Find("*").Contents().Each(func(_ int, s *goquery.Selection) {
		if text := s.Text(); goquery.NodeName(s) == "#text" && terminal.Clean(text) != text {
			t.Errorf("%s: %q has control characters, in %s", name, text, goquery.NodeName(s.Parent()))
		}
	})
}

// TestHostileInBrowser checks that no script of the site runs.
func TestHostileInBrowser(t *testing.T) {
	for _, e := range evil[:9] {
		t.Run(e.why, func(t *testing.T) {
			list := hostile(e.text)
			out := write(t, site.Options{URL: "https://example.org/api"}, one(list...))
			root := out.disk(t)
			p := visit(t, root, "index.html")
			for _, page := range []string{out.first("constructor/"), "errors.html", out.first("error/"), "letters.html", "layers.html"} {
				p.Do(chromedp.Navigate(root + page))
				p.Wait("ready", ready)
				search(p, "a")
				p.Wait("listed", `!document.getElementById("find-list").hidden`)
				if browser.Ask[bool](p, `"pwned" in window`) {
					t.Errorf("a script of the site ran on %s", page)
				}
				if browser.Ask[int](p, `document.documentElement.scrollWidth - innerWidth`) > 0 {
					t.Errorf("%s is wider than the window", page)
				}
			}
		})
	}
}
