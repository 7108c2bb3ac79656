package html_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/internal/terminal"
	"github.com/tlcrawl/tlcrawl/model"
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

// hostile returns a report with a text in every place that the site can fill.
func hostile(text string) *diff.Report {
	yes, no := true, false
	before := &model.Method{
		ID: "00000001", TL: "a.b#1 " + text + " = Bool", Result: "Bool", Documented: &yes, Description: "x", Category: "x",
		Params:  []model.Param{{Name: text, Type: text, Description: "x"}},
		Errors:  []model.Error{{Code: 400, Type: text, Description: text}},
		Related: []model.Related{{Title: text, URL: text, Description: text}}, Sections: map[string]string{text: "x"},
		Access: &model.Access{Users: &yes},
	}
	after := &model.Method{
		ID: "00000002", TL: "a.b#2 " + text + "y = Bool", Result: text, Documented: &yes, Description: text, Category: text,
		Params:   []model.Param{{Name: text, Type: text + "y", Description: text}, {Name: text + "2", Type: text}},
		Sections: map[string]string{text: text}, Access: &model.Access{Users: &no},
	}
	old := &model.Snapshot{Source: "https://example.org", Layer: 1, Methods: map[string]*model.Method{"a.b": before},
		Layers: []model.Layer{{Layer: 1, Title: "x"}}, Types: map[string]*model.Type{text: {}}}
	new := &model.Snapshot{Source: "https://" + text, Layer: 2, Methods: map[string]*model.Method{"a.b": after, text: {TL: text}},
		Layers: []model.Layer{{Layer: 1, Title: text}}}
	return diff.Compare(old, new)
}

// TestHostile checks that text of the site is never interpreted, wherever it is.
func TestHostile(t *testing.T) {
	for _, e := range evil {
		t.Run(e.why, func(t *testing.T) {
			r := hostile(e.text)
			html := render(t, r)
			doc := parse(t, html)
			safe(t, doc)
			for _, c := range r.Changes {
				check(t, doc.Selection, cleaned(c))
			}
			if body := doc.Find("body").Text(); terminal.Clean(body) != body {
				t.Error("control characters in the file")
			}
		})
	}
}

// cleaned returns a change with its texts cleaned for display.
func cleaned(c diff.Change) diff.Change {
	for _, s := range []*string{&c.Param, &c.Error, &c.Section, &c.Old, &c.New} {
		*s = terminal.Line(*s)
	}
	c.Text = "" // the ID of the original values
	return c
}

// TestHostileInBrowser checks that no script of the site runs.
func TestHostileInBrowser(t *testing.T) {
	for _, e := range evil {
		t.Run(e.why, func(t *testing.T) {
			p := open(t, render(t, hostile(e.text)), "")
			p.Wait("the page is ready", `document.getElementById("count").textContent !== ""`)
			if browser.Ask[bool](p, `"pwned" in window`) {
				t.Error("a script of the site ran")
			}
			if browser.Ask[int](p, `document.documentElement.scrollWidth - innerWidth`) > 0 {
				t.Error("the page is wider than the window")
			}
		})
	}
}

// TestLongInBrowser checks that a megabyte of words, or of one word, is shown quickly: long
// texts are folded.
func TestLongInBrowser(t *testing.T) {
	for why, text := range map[string]string{"words": strings.Repeat("word <b> ", 1<<20/9), "one word": strings.Repeat("ж", 1<<19)} {
		p := open(t, render(t, diff.Compare(
			side("https://example.org", 1, map[string]string{"a.b": "short"}), side("https://example.org", 1, map[string]string{"a.b": text}))), "")
		p.Wait("the page is ready", `document.getElementById("count").textContent === "1 change"`)
		if browser.Ask[int](p, `document.documentElement.scrollWidth - innerWidth`) > 0 || browser.Ask[int](p, `document.querySelector(".prose").clientHeight`) > 300 {
			t.Errorf("a megabyte, %s, is wider than the page", why)
		}
		if why == "words" { // breaking a single word takes the browser long
			p.Do(chromedp.Click(css(".fold summary")))
			p.Wait("all of it, unfolded", `document.querySelector(".prose").clientHeight > 3000`)
		}
	}
}

// TestHostileAddress checks that the fragment of the address is not trusted.
func TestHostileAddress(t *testing.T) {
	html := render(t, large(3))
	for _, hash := range []string{
		"#q=<img src=x onerror=window.pwned=1>", "#c-<script>", "#c-\"]", "#level=%ff%", "#rule=none&kind=x&ns=y&level=z", "#=&&==&c-", "#q=" + strings.Repeat("a", 10_000), "#filters", "#c-constructor&__proto__=1",
	} {
		p := open(t, html, hash)
		p.Wait("the page is ready", `document.getElementById("count").textContent !== ""`)
		if browser.Ask[bool](p, `"pwned" in window`) {
			t.Errorf("%s runs", hash)
		}
	}
}
