package site_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// chapters reads the history of a page: a heading per change set, followed by its
// sentences.
func chapters(t *testing.T, out *memory, page string) []string {
	t.Helper()
	var told []string
	out.page(t, page).Find(".history > ol h3 a, .history > ol .sentence, .history > ol p").Each(func(_ int, s *goquery.Selection) {
		told = append(told, s.Text())
	})
	return told
}

// TestHistory checks additions, removals and additions again, newest first.
func TestHistory(t *testing.T) {
	a := side(1, map[string]string{"stays": "old words", "goes": "x"})
	b := side(2, map[string]string{"stays": "new words", "comes": "x"})
	b.Methods["comes"].Params = []model.Param{{Name: "other", Type: "int"}} // otherwise it would be a rename
	b.Methods["comes"].TL = "comes other:int = Bool"
	out := write(t, site.Options{}, one(a, b, a))
	for _, c := range []struct {
		why, page string
		want      []string
	}{
		{"a description changes and changes back", "method/stays.html", []string{
			"Layer 2 → 1", "description changed", "Layer 1 → 2", "description changed", "In the first snapshot."}},
		{"removed and added again", "method/goes.html", []string{
			"Layer 2 → 1", "new method", "Layer 1 → 2", "removed", "In the first snapshot."}},
		{"added and removed again", "method/comes.html", []string{
			"Layer 2 → 1", "removed", "Layer 1 → 2", "new method"}},
	} {
		if d := cmp.Diff(c.want, chapters(t, out, c.page)); d != "" {
			t.Errorf("%s:\n%s", c.why, d)
		}
	}
	for page, gone := range map[string]bool{"method/stays.html": false, "method/goes.html": false, "method/comes.html": true} {
		if note := out.page(t, page).Find(".note").Text(); strings.HasPrefix(note, "Removed with Layer 2 → 1, 2026-03-01") != gone {
			t.Errorf("%s is marked as removed: %q", page, note)
		}
	}
	if line := out.page(t, "method/comes.html").Find("pre.line").Text(); line != "comes other:int = Bool" {
		t.Errorf("the last state is %q", line)
	}
}

// TestHistoryOfRenamed checks that the old name links to the new one, and the new one has
// the history of the old.
func TestHistoryOfRenamed(t *testing.T) {
	out := write(t, site.Options{}, one(side(1, map[string]string{"auth.before": "x"}), side(2, map[string]string{"auth.after": "x"})))
	for page, want := range map[string][]string{
		"method/auth.before.html": {"Layer 1 → 2", "renamed to auth.after", "In the first snapshot."},
		"method/auth.after.html":  {"Layer 1 → 2", "renamed from auth.before"},
	} {
		if d := cmp.Diff(want, chapters(t, out, page)); d != "" {
			t.Errorf("%s:\n%s", page, d)
		}
	}
}

// TestEveryChangeIsInAHistory checks that each change of an entity is on its page, with a
// link to it.
func TestEveryChangeIsInAHistory(t *testing.T) {
	old, new := sample(t)
	out := write(t, site.Options{}, one(old, new))
	set := "changes/20260101T120000Z-20260201T120000Z.html"
	for _, c := range diff.Compare(old, new).Changes {
		if c.Kind != model.KindMethod && c.Kind != model.KindConstructor && c.Kind != model.KindType {
			continue
		}
		page := string(c.Kind) + "/" + c.Name + ".html"
		if out.page(t, page).Find(`a[href="../`+set+`#c-`+c.ID+`"]`).Length() == 0 {
			t.Errorf("%s lacks: %s", page, c.Text)
		}
		if out.page(t, set).Find("#c-"+c.ID).Length() != 1 {
			t.Errorf("%s lacks: %s", set, c.Text)
		}
	}
}

// TestNeighbours checks that each change set links to the previous and the next one; runs
// without a change are not among them.
func TestNeighbours(t *testing.T) {
	a, b := side(1, map[string]string{"m": "old"}), side(2, map[string]string{"m": "new"})
	out := write(t, site.Options{}, one(a, a, b, b, a, b))
	var pages []string
	for _, name := range out.order {
		if strings.HasPrefix(name, "changes/") {
			pages = append(pages, strings.TrimPrefix(name, "changes/"))
		}
	}
	if len(pages) != 3 {
		t.Fatalf("pages %v, want 3", pages)
	}
	for i, page := range pages {
		var want []string
		if i > 0 {
			want = append(want, "../changes/"+pages[i-1])
		}
		if i+1 < len(pages) {
			want = append(want, "../changes/"+pages[i+1])
		}
		got := out.page(t, "changes/"+page).Find(".neighbours").First().Find("a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s:\n%s", page, d)
		}
	}
	index := out.page(t, "index.html").Find(".sets a").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("href", "") })
	if d := cmp.Diff([]string{"changes/" + pages[2], "changes/" + pages[1], "changes/" + pages[0]}, index); d != "" {
		t.Errorf("the index has not the newest first:\n%s", d)
	}
}

// TestOtherSchemas checks that a change to another schema is in its change set, and not in
// the history of an entity of the API with the same name.
func TestOtherSchemas(t *testing.T) {
	a, b := side(1, map[string]string{"ping": "x"}), side(2, map[string]string{"ping": "x"})
	lines := func(tl ...string) map[string]*model.Schema {
		s := &model.Schema{}
		for _, l := range tl {
			s.Combinators = append(s.Combinators, model.SchemaLine{Kind: model.KindMethod, TL: l})
		}
		return map[string]*model.Schema{model.SchemaMTProto: s}
	}
	a.Schemas = lines("ping#7abe77ec ping_id:long = Pong")
	b.Schemas = lines("ping#7abe77ec ping_id:long = Pong", "ping_delay_disconnect#f3427b8c ping_id:long disconnect_delay:int = Pong")
	out := write(t, site.Options{}, one(a, b))
	if got := chapters(t, out, "method/ping.html"); len(got) != 1 {
		t.Errorf("the history of ping is %q, want only the first snapshot", got)
	}
	found := false
	for _, name := range out.names() {
		if strings.HasPrefix(name, "changes/") && strings.Contains(out.files[name], "ping_delay_disconnect") {
			found = true
		}
	}
	if !found {
		t.Error("no change set has ping_delay_disconnect")
	}
}

// TestAnnounced checks that an announced entity has a page that names its layer.
func TestAnnounced(t *testing.T) {
	a, b := side(1, map[string]string{"ping": "x"}), side(2, map[string]string{"ping": "x"})
	b.Announced = &model.Announced{Methods: map[string]*model.Method{
		"messages.coming": {Name: "messages.coming", AvailableAsOf: 225, Description: "Does more.", Documented: new(true),
			Access: &model.Access{Business: new(true)}},
	}}
	out := write(t, site.Options{}, one(a, b))
	page := out.page(t, "method/messages.coming.html")
	if note := page.Find(".note").Text(); !strings.Contains(note, "available as of layer 225") {
		t.Errorf("the note is %q", note)
	}
	if !strings.Contains(page.Text(), "bots over a business connection") {
		t.Error("the page does not say that business bots may call it")
	}
	if got := chapters(t, out, "method/messages.coming.html"); len(got) != 2 {
		t.Errorf("the history is %q, want the announcement", got)
	}
	out = write(t, site.Options{}, one(a, b, a))
	if note := out.page(t, "method/messages.coming.html").Find(".note").Text(); !strings.Contains(note, "Removed with") {
		t.Errorf("withdrawn, the note is %q", note)
	}
}
