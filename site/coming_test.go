package site_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
)

// coming is what another source has.
var coming = []site.Coming{
	{Kind: model.KindMethod, Name: "auth.comeLater", Line: "auth.comeLater id:long = Updates", Where: "tdesktop", Since: "2026-01-07", Provisional: true},
	{Kind: model.KindMethod, Name: "auth.<b>", Where: "tdlib"},
}

// TestComing checks that what the site announces and what others have is listed, with where
// and since when, and that types are linked.
func TestComing(t *testing.T) {
	a, b := side(1, map[string]string{"m": "x"}), side(2, map[string]string{"m": "x"})
	b.Types["Updates"] = &model.Type{Name: "Updates"}
	b.Announced = &model.Announced{Methods: map[string]*model.Method{
		"messages.coming": {Name: "messages.coming", AvailableAsOf: 225, Documented: new(true)},
		"auth.comeLater":  {Name: "auth.comeLater", AvailableAsOf: 225, Documented: new(true)},
		"auth.checkPhone": {Name: "auth.checkPhone", AvailableAsOf: 1, Documented: new(true)},
	}}
	with := one(a, b)
	with.Coming = coming
	out := write(t, site.Options{}, with)
	page := out.page(t, "coming.html")
	got := page.Find("tbody tr").Map(func(_ int, tr *goquery.Selection) string { return strings.Join(strings.Fields(tr.Text()), " ") })
	if d := cmp.Diff([]string{
		"auth.<b> methodtdlibunknown",
		"auth.comeLater methodtdesktop, since 2026-01-07 provisionalauth.comeLater id:long = Updates",
		"messages.coming methodthe site, since 2026-02-01unknown",
	}, got); d != "" {
		t.Error(d)
	}
	for text, href := range map[string]string{"messages.coming": "method/messages.coming.html", "Updates": "type/Updates.html"} {
		if got := page.Find("tbody a:contains('"+text+"')").AttrOr("href", ""); got != href {
			t.Errorf("%s leads to %q", text, got)
		}
	}
}

// The plot of lead times is below the list, if there is one.
func TestLeads(t *testing.T) {
	a, b := side(1, map[string]string{"m": "x"}), side(2, map[string]string{"m": "x"})
	with := one(a, b)
	with.Leads = `<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>Days</title></svg>`
	if got := write(t, site.Options{}, with).page(t, "coming.html").Find("figure.leads svg title").Text(); got != "Days" {
		t.Errorf("the plot has the title %q", got)
	}
	if n := write(t, site.Options{}, one(a, b)).page(t, "coming.html").Find("figure.leads").Length(); n != 0 {
		t.Errorf("%d plots without any", n)
	}
}
