package html_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/internal/browser"
)

// media emulates print or screen, and the system's preference for light or dark.
func media(kind, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: kind, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// paper is the brightness of the background, from 0 to 255.
const paper = `getComputedStyle(document.body).backgroundColor.match(/\d+/g).reduce((a, b) => a + +b, 0) / 3`

// TestLightAndDark checks that the page follows the system until a theme is chosen, which
// then survives a reload.
func TestLightAndDark(t *testing.T) {
	html := render(t, sample(t))
	for _, c := range []struct{ scheme, want, other string }{
		{"light", paper + " > 200", paper + " < 60"},
		{"dark", paper + " < 60", paper + " > 200"},
	} {
		p := open(t, html, "", media("screen", c.scheme))
		p.Wait(c.scheme, c.want)
		p.Do(chromedp.Click(css("#theme")))
		p.Wait("the other theme after a click", c.other)
		p.Do(chromedp.Reload())
		p.Wait("the same theme after a reload", c.other)
		p.Do(chromedp.Click(css("#theme")))
		p.Wait("and back", c.want)
		p.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
	}
}

// TestReadable checks that the contrast of text is as high as WCAG requires
// (https://www.w3.org/TR/WCAG22/#contrast-minimum).
func TestReadable(t *testing.T) {
	html := render(t, sample(t))
	for _, scheme := range []string{"light", "dark"} {
		p := open(t, html, "", media("screen", scheme))
		p.Wait("ready", counted+` !== ""`)
		for _, faint := range browser.Ask[[]string](p, contrast) {
			t.Errorf("%s: %s", scheme, faint)
		}
	}
}

// contrast lists the classes of elements whose text has too little contrast.
const contrast = `(() => {
	const ctx = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const over = (colors) => { for (const c of colors) { ctx.fillStyle = c; ctx.fillRect(0, 0, 1, 1); } return [...ctx.getImageData(0, 0, 1, 1).data]; };
	const light = (rgb) => { const [r, g, b] = rgb.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const faint = new Set();
	for (const el of document.querySelectorAll("main *")) {
		if (![...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !el.checkVisibility() || el.closest("svg")) continue;
		const behind = [];
		for (let e = el; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
		const a = light(over(behind)), b = light(over([...behind, getComputedStyle(el).color]));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) faint.add(el.localName + "." + el.className + " " + ratio.toFixed(1));
	}
	return [...faint];
})()`

// TestNarrow checks that on a phone nothing is wider than the window.
func TestNarrow(t *testing.T) {
	p := open(t, render(t, sample(t)), "", chromedp.EmulateViewport(360, 740))
	p.Wait("ready", counted+` !== ""`)
	p.Do(chromedp.Evaluate[chromedp.Void](`for (const d of document.querySelectorAll("details")) d.open = true;
		for (const a of document.querySelectorAll("article")) a.style.contentVisibility = "visible"`))
	if w := browser.Ask[int](p, "document.documentElement.scrollWidth"); w > 360 {
		t.Errorf("the page is %d wide", w)
		t.Log(browser.Ask[[]string](p, `[...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > 360).map((e) => e.localName + "." + e.className).slice(0, 10)`))
	}
}

// TestPrint checks that a printed report has no controls and shows everything.
func TestPrint(t *testing.T) {
	p := open(t, render(t, sample(t)), "", media("print", "dark"))
	p.Wait("ready", counted+` !== ""`)
	p.Wait("dark ink on light paper", paper+" > 200")
	if browser.Ask[bool](p, `document.querySelector(".searchbar").checkVisibility() || document.querySelector("#facets").checkVisibility()`) {
		t.Error("the filters are printed")
	}
	hidden := browser.Ask[[]string](p, `[...document.querySelectorAll("li.change, .schema td, .prose")].filter((e) => !e.checkVisibility({ contentVisibilityAuto: true }) ||
		e.getBoundingClientRect().height === 0).map((e) => e.id || e.textContent).slice(0, 5)`)
	if len(hidden) > 0 {
		t.Errorf("not printed: %q", hidden)
	}
}

// TestWithoutScript checks that everything can be read without JavaScript.
func TestWithoutScript(t *testing.T) {
	p := open(t, render(t, sample(t)), "", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.Do(chromedp.WaitVisible(css("li.change")), chromedp.WaitNotVisible(css("#filters .searchbar")), chromedp.WaitVisible(css(".counts svg")))
}

// TestShots takes screenshots: go test ./report/html -run Shots -shots DIR
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("screenshots are taken with -shots DIR")
	}
	html := render(t, sample(t))
	for name, before := range map[string][]chromedp.Action[chromedp.Void]{
		"light":  {chromedp.EmulateViewport(1100, 1400), media("screen", "light")},
		"dark":   {chromedp.EmulateViewport(1100, 1400), media("screen", "dark")},
		"narrow": {chromedp.EmulateViewport(360, 1400), media("screen", "light")},
	} {
		p := open(t, html, "", before...)
		png := browser.Run(p, chromedp.CaptureScreenshot())
		if err := os.WriteFile(filepath.Join(*shots, "report-"+name+".png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
		p.Do(chromedp.Evaluate[chromedp.Void](`document.getElementById("docs").scrollIntoView()`))
		p.Wait("the page is painted", `(window.frames_ = (window.frames_ || 0) + 1) > 5`)
		png = browser.Run(p, chromedp.CaptureScreenshot())
		if err := os.WriteFile(filepath.Join(*shots, "report-"+name+"-docs.png"), png, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
