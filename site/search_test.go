package site_test

import (
	"encoding/json"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/site/server"
)

// searched reads the search index of a site.
func searched(t *testing.T, index string) map[string]struct {
	Names, Texts, Params []string
	IDs                  string
} {
	t.Helper()
	value, ok := strings.CutPrefix(index, "\"use strict\";\nconst names = ")
	value, ended := strings.CutSuffix(value, ",\n};\n")
	var names map[string]struct {
		Names, Texts, Params []string
		IDs                  string
	}
	if err := json.Unmarshal([]byte(value+"}"), &names); err != nil || !ok || !ended {
		t.Fatalf("not a script with one constant: %v: %q", err, index)
	}
	return names
}

// TestSearchIndex checks that every name is in the index once, with its id and parameters.
func TestSearchIndex(t *testing.T) {
	_, s := sample(t)
	index := searched(t, write(t, site.Options{}, one(s)).files["search.js"])
	of := index["method"]
	for i, name := range slices.Sorted(maps.Keys(s.Methods)) {
		m := s.Methods[name]
		if of.Names[i] != name || strings.TrimSpace(of.IDs[8*i:8*i+8]) != m.ID || strings.Contains(of.Params[i], "#") {
			t.Errorf("%s is %s %s %q", name, of.Names[i], of.IDs[8*i:8*i+8], of.Params[i])
		}
	}
	for kind, list := range index {
		if len(list.Texts) != len(list.Names) || kind == "method" && len(list.Params) != len(list.Names) {
			t.Errorf("%s: %d texts and %d parameters of %d names", kind, len(list.Texts), len(list.Params), len(list.Names))
		}
	}
}

// TestSearchIndexIsAScript checks that the index sets one constant, which contains only
// texts.
func TestSearchIndexIsAScript(t *testing.T) {
	for _, e := range evil {
		index := write(t, site.Options{}, one(hostile(e.text)...)).files["search.js"]
		searched(t, index)
		if strings.ContainsAny(index, "<>&\u2028\x00\x1b") {
			t.Errorf("%s: %q", e.why, index)
		}
	}
}

// options are the names that the search lists, in its order.
const options = `[...document.querySelectorAll("#find-list [role=option]")].map((a) => a.firstChild.textContent)`

// selected is the name that Enter opens.
const selected = `document.querySelector("#find-list [aria-selected=true]")?.firstChild.textContent`

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
	root := sampleSite(t).disk(t)
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
	search(p, "nosuchname")
	p.Wait("an empty result is announced", `document.getElementById("find-list").textContent === "No matching names." && document.getElementById("find-count").textContent === "0 names"`)
}

// TestSearchKeys checks the arrow keys, which wrap around, and Escape, which closes, then
// clears.
func TestSearchKeys(t *testing.T) {
	p := visit(t, sampleSite(t).disk(t), "index.html")
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
	p.Do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
	p.Press("/")
	p.Wait("the slash focuses the search as well", `document.activeElement.id === "find-text" && document.activeElement.value === ""`)
}

// TestSearchIsLoadedLate checks that the index is not loaded with a page, and that an
// address with a query shows what it finds.
func TestSearchIsLoadedLate(t *testing.T) {
	root := sampleSite(t).disk(t)
	p := visit(t, root, "index.html")
	p.Wait("ready", ready+` && typeof names === "undefined"`)
	p.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById("find-text").focus()`))
	p.Wait("loaded on first use", `typeof names === "object"`)
	p = visit(t, root, "index.html?q=send%20code")
	p.Wait("a query in the address", selected+` === "auth.sendCode" && document.getElementById("find-text").value === "send code"`)
}

// TestSearchLeads checks that every name in the index has a page at the address that the
// script computes.
func TestSearchLeads(t *testing.T) {
	a := side(1, map[string]string{"send": "x", "gone": "x"})
	b := side(2, map[string]string{"send": "x", "Send": "x"})
	b.Methods["Send"].Errors = []model.Error{{Code: 400, Type: "A_B"}, {Code: -503, Type: "Time out"}, {Code: 420, Type: "WAIT_%d"}, {Code: 1, Type: "#"}}
	root := disk(t, one(a, b))
	out, p := write(t, site.Options{}, one(a, b)), visit(t, root, "index.html")
	p.Wait("ready", ready)
	for _, name := range []string{"send", "Send", "gone", "A_B", "Time out", "WAIT_%d", "#"} {
		search(p, name)
		p.Wait(name+" is found", options+`.includes("`+name+`")`)
		href := browser.Ask[string](p, `[...document.querySelectorAll("#find-list a")].find((a) => a.firstChild.textContent === "`+name+`").getAttribute("href")`)
		if h1 := out.page(t, strings.TrimPrefix(href, root)).Find("h1").Text(); h1 != name {
			t.Errorf("%s leads to %s", name, h1)
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
