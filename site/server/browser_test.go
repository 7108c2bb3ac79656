package server_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/site/server"
)

func TestMain(m *testing.M) { browser.Main(m) }

// TestCompareInBrowser checks that a browser can choose two snapshots and filter what
// changed, without a message about something that a policy forbids.
func TestCompareInBrowser(t *testing.T) {
	s := httptest.NewServer(start(t, sample(t), server.Options{}).Handler())
	t.Cleanup(s.Close)
	own := func(url string) bool {
		return strings.HasPrefix(url, s.URL+"/") && !strings.HasSuffix(url, "/favicon.ico")
	}
	p := browser.Visit(t, s.URL+"/", own)
	const ready = `document.readyState === "complete"`
	p.Do(chromedp.Click(chromedp.CSS(`.frame a[href="compare/"]`)), chromedp.WaitVisible(chromedp.CSS("form.choice")))
	p.Wait("the form", `document.querySelector("form.choice") && `+ready)
	p.Do(chromedp.Click(chromedp.CSS("form.choice button")), chromedp.WaitVisible(chromedp.CSS(".report h1")))
	p.Wait("the comparison", `location.pathname === "/compare/186@2026-01-01...203@2026-01-02" && document.querySelector("#count")?.textContent.endsWith(" changes") && `+ready)
	all := browser.Ask[string](p, `document.querySelector("#count").textContent`)
	p.Do(chromedp.SendKeys(chromedp.CSS("#filters [name=q]"), "sendCode"))
	p.Wait("the filter", `document.querySelector("#count").textContent.includes(" of `+all+`")`)
	p.Do(chromedp.Click(chromedp.CSS("#theme")))
	if theme := browser.Ask[string](p, `document.documentElement.dataset.theme`); theme != "dark" && theme != "light" {
		t.Errorf("the theme is %q", theme)
	}
	const reverse = `a[href$="203@2026-01-02...186@2026-01-01"]`
	p.Do(chromedp.Click(chromedp.CSS(reverse)), chromedp.WaitNotPresent(chromedp.CSS(reverse)))
	p.Wait("the other way round", `location.pathname === "/compare/203@2026-01-02...186@2026-01-01" && document.querySelector("h1")?.textContent.includes("203 → 186") && `+ready)
	p.Do(chromedp.Click(chromedp.CSS(".frame .home")), chromedp.WaitVisible(chromedp.CSS(".plots")))
	p.Wait("the index", `location.pathname === "/index.html" && `+ready)
}
