package site_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/site/server"
)

// TestSearchIndex checks that every name is in the index once, and that it is small.
func TestSearchIndex(t *testing.T) {
	s := side(1, nil)
	for i := range 2700 {
		name := fmt.Sprintf("messages.someMethodWithALongName%d", i)
		s.Methods[name] = &model.Method{Name: name}
	}
	index := write(t, site.Options{}, one(s)).files["search.js"]
	if len(index) > 300_000 {
		t.Errorf("%d bytes for 2700 names", len(index))
	}
	for name := range s.Methods {
		if strings.Count(index, `"`+name+`"`) != 1 {
			t.Fatalf("%d times %s", strings.Count(index, `"`+name+`"`), name)
		}
	}
}

// TestSearchIndexIsAScript checks that the index sets one constant, which contains only
// texts.
func TestSearchIndexIsAScript(t *testing.T) {
	for _, e := range evil {
		index := write(t, site.Options{}, one(hostile(e.text)...)).files["search.js"]
		value, ok := strings.CutPrefix(index, "\"use strict\";\nconst names = ")
		value, ended := strings.CutSuffix(value, ",\n};\n")
		var names map[string][]any
		if err := json.Unmarshal([]byte(value+"}"), &names); err != nil || !ok || !ended {
			t.Errorf("%s: %v: %q", e.why, err, index)
		}
		if strings.ContainsAny(index, "<>&\u2028\x00\x1b") {
			t.Errorf("%s: %q", e.why, index)
		}
	}
}

// options are the names that the search lists, in its order.
const options = `[...document.querySelectorAll("#find-list [role=option]")].map((a) => a.firstChild.data)`

// selected is the name that Enter opens.
const selected = `document.querySelector("#find-list [aria-selected=true]")?.firstChild.data`

// search types into the search, replacing its text.
func search(p *browser.Tab, text string) {
	p.Do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	p.Press("s")
	p.Wait("the key focuses the search", `document.activeElement.id === "find-text"`)
	for _, r := range text {
		p.Press(string(r))
	}
}

// TestSearch checks that the best matches come first, and that keys select and open one.
func TestSearch(t *testing.T) {
	root := disk(t, one(sample(t)))
	for _, page := range []string{"index.html", "errors.html", "changes/20260101T120000Z-20260201T120000Z.html", "type/Updates.html"} {
		p := visit(t, root, page)
		p.Wait("ready", ready)
		search(p, "sendcode")
		p.Wait("a part of a name, in any case", selected+` === "auth.sendCode"`)
		p.Press("Enter")
		p.Wait("Enter opens it", `location.pathname.endsWith("/method/auth.sendCode.html") && document.querySelector("h1")?.textContent === "auth.sendCode"`)
	}
	p := visit(t, root, "index.html")
	p.Wait("ready", ready)
	for _, c := range []struct{ why, text, want string }{
		{"a whole name before those that begin with it", "update", `"Update"`},
		{"a start before a part", "true", `"true"`},
		{"several words, all of them", "code auth", `"auth.sendCode"`},
		{"a part that begins in the middle of a word, and methods before errors", "code", `"auth.sendCode"`},
		{"an error by its code", "420 flood_wait", `"420 FLOOD_WAIT_%d"`},
		{"a name with a space", "vector t", `"Vector t"`},
	} {
		search(p, c.text)
		p.Wait(c.why, options+`.slice(0, 3).includes(`+c.want+`)`)
	}
	search(p, "nosuchname")
	p.Wait("an empty result is announced", `document.getElementById("find-list").textContent === "No matching names." && document.getElementById("find-count").textContent === "0 names"`)
}

// TestSearchKeys checks the arrow keys, which wrap around, and Escape, which closes, then
// clears.
func TestSearchKeys(t *testing.T) {
	p := visit(t, disk(t, one(sample(t))), "index.html")
	p.Wait("ready", ready)
	search(p, "auth")
	p.Wait("some names", options+".length > 2 && "+selected+" === "+options+"[0]")
	p.Press("ArrowDown")
	p.Wait("down", selected+" === "+options+"[1]")
	p.Press("ArrowUp", "ArrowUp")
	p.Wait("up wraps around", selected+" === "+options+".at(-1)")
	p.Wait("announced to screen readers", `document.getElementById(document.getElementById("find-text").getAttribute("aria-activedescendant")).ariaSelected === "true"`)
	p.Press("Escape")
	p.Wait("closed", `document.getElementById("find-list").hidden && document.getElementById("find-text").value === "auth" && document.getElementById("find-text").ariaExpanded === "false"`)
	p.Press("Escape")
	p.Wait("cleared", `document.getElementById("find-text").value === ""`)
}

// TestSearchLeads checks that every name in the index has a page and an anchor at the
// address that the script computes.
func TestSearchLeads(t *testing.T) {
	a := side(1, map[string]string{"send": "x", "gone": "x"})
	b := side(2, map[string]string{"send": "x", "Send": "x"})
	b.Methods["Send"].Errors = []model.Error{{Code: 400, Type: "A_B"}, {Code: -503, Type: "Time out"}, {Code: 420, Type: "WAIT_%d"}, {Code: 1, Type: "#"}}
	root := disk(t, one(a, b))
	out, p := write(t, site.Options{}, one(a, b)), visit(t, root, "index.html")
	p.Wait("ready", ready)
	for _, name := range []string{"send", "Send", "gone", "A_B", "Time out", "WAIT_%d", "#"} {
		search(p, name)
		p.Wait(name+" is found", options+`.some((n) => n.endsWith("`+name+`"))`)
		href := browser.Ask[string](p, `[...document.querySelectorAll("#find-list a")].find((a) => a.firstChild.data.endsWith("`+name+`")).getAttribute("href")`)
		page, place, _ := strings.Cut(strings.TrimPrefix(href, root), "#")
		doc := out.page(t, page)
		if h1 := doc.Find("h1").Text(); place == "" && h1 != name {
			t.Errorf("%s leads to %s", name, h1)
		}
		if place != "" && !strings.Contains(doc.Find(`[id="`+place+`"]`).Text(), name) {
			t.Errorf("%s leads to %s, which does not have it", name, href)
		}
	}
}

// TestServed checks the site on a server, below a path.
func TestServed(t *testing.T) {
	dir := t.TempDir()
	old, new := sample(t)
	if _, err := site.Write(t.Context(), site.Dir(dir+"/a b"), []site.Site{one(old, new), {Name: "other.test", Snapshots: months(new)}}, site.Options{}); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(server.Files(dir))
	t.Cleanup(server.Close)
	p := visit(t, server.URL, "/a%20b/")
	p.Do(chromedp.Click(chromedp.CSS(".sets a")))
	p.Wait("one of the sites", ready)
	search(p, "Vector t")
	p.Wait("found", selected+` === "Vector t"`)
	p.Press("Enter")
	p.Wait("a page with a space in its name", `document.querySelector("h1")?.textContent === "Vector t" && `+ready)
	p.Do(chromedp.Click(chromedp.CSS(".frame .home")))
	p.Do(chromedp.WaitVisible(chromedp.CSS(".plots")))
}
