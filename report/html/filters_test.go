package html_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/browser"
	"github.com/tlcrawl/tlcrawl/report"
)

// visible selects the changes that the filters leave in the page.
const visible = `[...document.querySelectorAll("li.change:not([hidden])")].filter((li) => !li.closest("article[hidden], section[hidden], li.change[hidden]"))`

// counted is the number of shown changes according to the page.
const counted = `document.getElementById("count").textContent`

func css(s string) chromedp.CSS { return chromedp.CSS(s) }

// TestFilters checks each filter, and several at once, against the report.
func TestFilters(t *testing.T) {
	r := sample(t)
	html := render(t, r)
	for _, c := range []struct {
		why, hash string
		passes    func(diff.Change) bool
	}{
		{"a level", "#level=breaking", func(c diff.Change) bool { return c.Level == diff.Breaking }},
		{"two levels are combined with or", "#level=breaking&level=docs", func(c diff.Change) bool { return c.Level != diff.Compatible }},
		{"a kind", "#kind=constructor", func(c diff.Change) bool { return c.Kind == "constructor" }},
		{"a direction", "#direction=received", func(c diff.Change) bool { return c.Direction == diff.Received }},
		{"a rule", "#rule=param-added", func(c diff.Change) bool { return c.Rule == "param-added" }},
		{"a namespace", "#ns=messages", func(c diff.Change) bool { return strings.HasPrefix(c.Name, "messages.") }},
		{"names without a namespace", "#ns=-", func(c diff.Change) bool { return !strings.Contains(c.Name, ".") }},
		{"a level and a kind are combined with and", "#level=breaking&kind=method", func(c diff.Change) bool { return c.Level == diff.Breaking && c.Kind == "method" }},
		{"a word of a name, in any case", "#q=SENDCODE", func(c diff.Change) bool {
			return strings.Contains(strings.ToLower(c.Name+c.Text+c.Old+c.New), "sendcode")
		}},
		{"no match", "#q=nosuchword", func(diff.Change) bool { return false }},
		{"an unknown filter is ignored", "#rule=nosuchrule", func(diff.Change) bool { return true }},
		{"no filters", "", func(diff.Change) bool { return true }},
	} {
		t.Run(c.why, func(t *testing.T) {
			want := 0
			for _, ch := range r.Changes {
				if c.passes(ch) {
					want++
				}
			}
			p := open(t, html, c.hash)
			p.Wait(c.why, counted+`.startsWith("`+fmt.Sprint(want)+` ")`)
			if shown := browser.Ask[int](p, visible+".length"); shown < want {
				t.Errorf("%d changes visible, want at least %d", shown, want)
			}
			if none := browser.Ask[bool](p, `document.getElementById("none").hidden`); none != (want > 0) {
				t.Errorf("the note that nothing matches is wrong for %d", want)
			}
		})
	}
}

// TestStateInAddress checks that the filters are in the address, and a page opened with it
// shows the same; also from a server.
func TestStateInAddress(t *testing.T) {
	p := serve(t, render(t, sample(t)))
	p.Do(chromedp.Click(css("input[value=breaking]")), chromedp.SendKeys(css("input[name=q]"), "param stars"))
	p.Wait("the address has all filters", `location.hash === "#q=param+stars&level=breaking"`)
	want := browser.Ask[string](p, counted)
	if !strings.Contains(want, " of ") {
		t.Errorf("%q does not show the total", want)
	}
	p.Do(chromedp.Reload())
	p.Wait("the same after a reload", `document.forms.filters.q.value === "param stars" && document.querySelector("input[value=breaking]").checked && `+counted+` === "`+want+`"`)
	p.Do(chromedp.Click(css("#clear")))
	p.Wait("cleared", `location.hash === "" && !`+counted+`.includes(" of ")`)
	p.Do(chromedp.Click(css(".counts a")))
	p.Wait("a number in the table is a filter", `location.hash === "#level=breaking&kind=method" && `+counted+`.startsWith(document.querySelector(".counts a").textContent + " of ")`)
	p.Do(chromedp.NavigateBack())
	p.Wait("and back", `!`+counted+`.includes(" of ")`)
}

// TestDeepLink checks that a link to a change shows it, whatever filters the address has.
func TestDeepLink(t *testing.T) {
	r := sample(t)
	html := render(t, r)
	var follow diff.Change
	for _, s := range report.Outline(r) {
		for _, g := range s.Groups {
			for _, c := range g.Changes {
				if len(c.Follows) > 0 {
					follow = c.Follows[0]
				}
			}
		}
	}
	last := r.Changes[len(r.Changes)-1]
	for _, c := range []struct{ why, hash, id string }{
		{"the last change", "#c-" + last.ID, last.ID},
		{"one that the filters hide", "#level=breaking&c-" + last.ID, last.ID},
		{"before the filters in the address", "#c-" + last.ID + "&q=nosuchword", last.ID},
		{"one that is folded under another", "#c-" + follow.ID, follow.ID},
		{"folded and hidden", "#rule=method-added&c-" + follow.ID, follow.ID},
	} {
		t.Run(c.why, func(t *testing.T) {
			p := open(t, html, c.hash)
			p.Wait(c.why, `((li) => li.classList.contains("target") && li.checkVisibility() && document.activeElement === li &&
				li.getBoundingClientRect().top >= 0 && li.getBoundingClientRect().top < innerHeight)(document.getElementById("c-`+c.id+`"))`)
			if hash := browser.Ask[string](p, "location.hash"); !strings.Contains(hash, c.id) {
				t.Errorf("the address is now %q", hash)
			}
		})
	}
	p := open(t, html, "#level=breaking")
	p.Do(chromedp.Click(css("#c-" + r.Changes[0].ID + " .anchor")))
	p.Wait("a link to a change keeps the filters", `location.hash === "#level=breaking&c-`+r.Changes[0].ID+`" && document.querySelector(".target")`)
	p.Do(chromedp.Click(css("input[value=docs]")))
	p.Wait("another filter removes the change from the address", `location.hash === "#level=breaking&level=docs" && !document.querySelector(".target")`)
}

// TestFound checks that a folded change is shown when a search finds it.
func TestFound(t *testing.T) {
	p := open(t, render(t, sample(t)), "#rule=type-removed")
	p.Wait("it is visible", `document.querySelector("[data-rule=type-removed]").checkVisibility()`)
	if !browser.Ask[bool](p, `document.querySelector("[data-rule=type-removed]").parentElement.closest("li.change").checkVisibility()`) {
		t.Error("without its cause")
	}
}

var blur = chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`)

// TestKeys checks the keyboard shortcuts.
func TestKeys(t *testing.T) {
	p := open(t, render(t, sample(t)), "")
	p.Wait("ready", counted+` !== ""`)
	p.Press("/", "m", "e", "s", "s", "a", "g", "e", "s")
	p.Wait("/ focuses the search", `document.activeElement.name === "q" && location.hash === "#q=messages"`)
	p.Press("j", "k", "?")
	p.Wait("shortcuts are off in the search", `document.forms.filters.q.value === "messagesjk?"`)
	p.Press("Escape")
	p.Wait("Esc clears", `document.forms.filters.q.value === "" && location.hash === ""`)
	p.Do(blur)
	p.Press("j", "j", "k")
	p.Wait("j and k move the focus", `document.activeElement === document.querySelectorAll("li.change")[0]`)
	p.Press("?")
	p.Wait("? helps", `document.getElementById("help").open`)
	p.Press("Escape")
	p.Wait("Esc closes the help", `!document.getElementById("help").open`)
	p.Do(chromedp.Evaluate[chromedp.Void](`location.hash = "level=docs"`))
	p.Wait("filtered", counted+`.includes(" of ")`)
	p.Do(blur)
	p.Press("j")
	p.Wait("j skips hidden changes", `document.activeElement.dataset.level === "docs"`)
}

// TestLarge checks that one of five thousand changes is found.
func TestLarge(t *testing.T) {
	p := open(t, render(t, large(5000)), "")
	p.Wait("all are shown", counted+`.startsWith("5000")`)
	p.Press(strings.Split("/method4999", "")...)
	p.Wait("found", counted+`.startsWith("1 of 5000")`)
}

// BenchmarkLarge measures the time until the report of five thousand changes is usable, and
// until one of them is found by typing.
func BenchmarkLarge(b *testing.B) {
	html := render(b, large(5000))
	ready, found := 0.0, 0.0
	for b.Loop() {
		p := open(b, html, "")
		ready += browser.Ask[float64](p, `performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd`)
		begin := time.Now()
		p.Press(strings.Split("/method4999", "")...)
		p.Wait("found", counted+`.startsWith("1 of 5000")`)
		found += float64(time.Since(begin).Milliseconds())
	}
	b.ReportMetric(ready/float64(b.N), "ms-ready")
	b.ReportMetric(found/float64(b.N), "ms-found")
}
