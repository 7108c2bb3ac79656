package site_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// rows returns what the tables of a page say of parameters and errors: the first two columns
// and since when.
func rows(page *goquery.Document) map[string]string {
	list := map[string]string{}
	page.Find(".stack tbody tr").Each(func(_ int, tr *goquery.Selection) {
		list[strings.TrimSpace(tr.Find("th").Text())] = strings.Join(strings.Fields(tr.Find(".since").Text()), " ")
	})
	return list
}

// TestSince checks since when each parameter and each error of a method is there: nothing is
// said of what is as old as the method.
func TestSince(t *testing.T) {
	version := func(layer int, tl string, failures ...model.Error) *model.Snapshot {
		s := side(layer, nil)
		c, err := model.ParseCombinator(tl)
		if err != nil {
			t.Fatal(err)
		}
		s.Methods["a.send"] = &model.Method{Name: "a.send", TL: tl, ID: c.ID, Params: c.Params, Result: c.Result, Documented: new(true), Errors: failures}
		return s
	}
	old, other := model.Error{Code: 400, Type: "OLD"}, model.Error{Code: 400, Type: "OTHER"}
	moved := model.Error{Code: 403, Type: "OTHER"}
	out := write(t, site.Options{}, one(
		version(1, "a.send#1 id:long was:long = Bool", old),
		version(2, "a.send#2 id:long was:long more:long = Bool", old, other),
		version(3, "a.send#3 id:long renamed:long more:long = Bool", old, moved),
		version(4, "a.send#4 id:long renamed:long = Bool", old, moved),
		version(5, "a.send#5 id:long renamed:long more:long = Bool", old, moved),
	))
	if d := cmp.Diff(map[string]string{
		"id": "", "OLD": "", "renamed": "since layer 3, 2026-03-01", "more": "since layer 5, 2026-05-01", "OTHER": "since layer 3, 2026-03-01",
	}, rows(out.page(t, "method/a.send.html"))); d != "" {
		t.Error(d)
	}
}

// TestSinceOfRenamed checks that what came before an entity was renamed keeps its date.
func TestSinceOfRenamed(t *testing.T) {
	version := func(layer int, name, params string) *model.Snapshot {
		s := side(layer, nil)
		c, err := model.ParseCombinator(name + "#" + strings.Repeat("1", layer) + " " + params + " = Bool")
		if err != nil {
			t.Fatal(err)
		}
		s.Methods[name] = &model.Method{Name: name, TL: c.String(), ID: c.ID, Params: c.Params, Result: c.Result, Documented: new(true)}
		return s
	}
	out := write(t, site.Options{}, one(version(1, "auth.before", "id:long"), version(2, "auth.before", "id:long hash:long"), version(3, "auth.after", "id:long hash:long")))
	page := out.page(t, "method/auth.after.html")
	if d := cmp.Diff(map[string]string{"id": "", "hash": "since layer 2, 2026-02-01"}, rows(page)); d != "" {
		t.Error(d)
	}
	if got := fact(page, "Since"); got != "layer 1, 2026-01-01, or earlier" {
		t.Errorf("since %q", got)
	}
}

// TestSentences checks since when each sentence of a description is there.
func TestSentences(t *testing.T) {
	var list []*model.Snapshot
	for i, text := range []string{"First words.", "First words. Second ones.", "Second ones. Third, with a [link](https://example.com).", "Second ones. Third, with a [link](https://example.com). Last!"} {
		list = append(list, side(1+i, map[string]string{"m": text}))
	}
	got := write(t, site.Options{}, one(list...)).page(t, "method/m.html").Find(".sentences li").Map(func(_ int, li *goquery.Selection) string { return li.Text() })
	if d := cmp.Diff([]string{
		"Second ones. since layer 2, 2026-02-01", "Third, with a link. since layer 3, 2026-03-01", "Last! since layer 4, 2026-04-01",
	}, got); d != "" {
		t.Error(d)
	}
	if n := write(t, site.Options{}, one(list[0], list[0])).page(t, "method/m.html").Find(".sentences").Length(); n != 0 {
		t.Error("sentences as old as the method are listed")
	}
}
