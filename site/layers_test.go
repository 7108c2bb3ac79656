package site_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/changelog"
	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/difftest"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/report"
	"github.com/tlcrawl/tlcrawl/site"
)

// clauses returns a sentence with its clauses in order: those of a comparison are ordered by
// what they break.
func clauses(sentence string) string {
	rest, name, found := strings.Cut(sentence, " in ")
	if !found {
		return sentence
	}
	list := strings.Split(strings.ToLower(rest[:1])+rest[1:], ", ")
	slices.Sort(list)
	return strings.Join(list, ", ") + " in " + name
}

// listed returns the items of a page in the words of the site's own list, by heading.
func listed(page *goquery.Document) map[string][]string {
	all := map[string][]string{}
	page.Find("main > h2").Each(func(_ int, h *goquery.Selection) {
		title := strings.TrimSpace(h.Clone().Children().Remove().End().Text())
		if strings.HasPrefix(title, "All changes") {
			return
		}
		all[title] = h.Next().Find("li").Map(func(_ int, li *goquery.Selection) string { return clauses(li.Text()) })
	})
	return all
}

// official returns the items of a full comparison in the same form.
func official(old, new *model.Snapshot) map[string][]string {
	all := map[string][]string{}
	l := report.Changelog(diff.Compare(old, new))
	for verb, list := range map[string][]changelog.Entry{"New ": l.New, "Changed ": l.Changed, "Deleted ": l.Deleted} {
		for _, e := range list {
			var b strings.Builder
			for _, w := range changelog.Sentence(e) {
				b.WriteString(w.Text)
			}
			title := verb + map[model.Kind]string{model.KindMethod: "Methods", model.KindConstructor: "Constructors"}[e.Kind]
			all[title] = append(all[title], clauses(b.String()))
		}
	}
	return all
}

// TestLayers compares the page of each layer, and its way to the newest one, with full
// comparisons of the snapshots: the pages are made from the changes in the index.
func TestLayers(t *testing.T) {
	all := difftest.Layers(t)
	out := write(t, site.Options{}, one(all...))
	last := all[len(all)-1]
	for i, s := range all[1:] {
		if d := cmp.Diff(official(all[i], s), listed(out.page(t, fmt.Sprintf("layer/%d.html", s.Layer)))); d != "" {
			t.Errorf("layer %d: -compared +page\n%s", s.Layer, d)
		}
		if i%16 > 0 { // full comparisons take their time
			continue
		}
		if d := cmp.Diff(official(all[i], last), listed(out.page(t, fmt.Sprintf("layer/%d-newest.html", all[i].Layer)))); d != "" {
			t.Errorf("layer %d to the newest: -compared +page\n%s", all[i].Layer, d)
		}
	}
}

// TestLayerThatChanges checks that a layer is shown as it last was, and that what came and
// went within it is not listed.
func TestLayerThatChanges(t *testing.T) {
	a := side(1, map[string]string{"m": "x"})
	b := side(2, map[string]string{"m": "x", "passing": "x"})
	b.Methods["passing"].TL = "passing other:int = Bool"
	c := side(2, map[string]string{"m": "x", "stays": "x"})
	c.Methods["stays"].TL = "stays = True"
	out := write(t, site.Options{}, one(a, b, c))
	if d := cmp.Diff(map[string][]string{"New Methods": {"stays"}}, listed(out.page(t, "layer/2.html"))); d != "" {
		t.Error(d)
	}
	if n := out.page(t, "layer/2.html").Find(".sets > li").Length(); n != 2 {
		t.Errorf("%d change sets of layer 2, want 2", n)
	}
	if out.files["layer/2-newest.html"] != "" || out.files["layer/1-newest.html"] == "" {
		t.Error("only layers before the newest one have a page that leads to it")
	}
}
