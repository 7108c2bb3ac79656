package site_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
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

// ready reports that the script of the site has run.
const ready = `document.getElementById("find")?.hidden === false`

// looked are pages of every kind.
var looked = []string{"index.html", "method/auth.sendCode.html", "constructor/emojiStatus.html", "type/Updates.html", "methods.html", "errors.html",
	"changes/20260101T120000Z-20260201T120000Z.html", "error/FLOOD_WAIT_~.html", "letters.html", "letter/s.html", "layers.html", "layer/203.html", "layer/186-newest.html",
	"coming.html", "year/2026.html", "figures.html", "downloads.html"}

// TestReadable checks that the contrast of text is as high as WCAG requires
// (https://www.w3.org/TR/WCAG22/#contrast-minimum), light and dark.
func TestReadable(t *testing.T) {
	root := sampleSite(t).disk(t)
	for _, scheme := range []string{"light", "dark"} {
		p := visit(t, root, "index.html", media("screen", scheme))
		for _, page := range looked {
			p.Do(chromedp.Navigate(root + page))
			p.Wait("ready", ready)
			p.Wait(scheme, map[string]string{"light": paper + " > 200", "dark": paper + " < 60"}[scheme])
			for _, faint := range browser.Ask[[]string](p, contrast) {
				t.Errorf("%s, %s: %s", page, scheme, faint)
			}
		}
	}
}

// contrast lists the classes of elements whose text has too little contrast.
const contrast = `(() => {
	const ctx = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const over = (colors) => { for (const c of colors) { ctx.fillStyle = c; ctx.fillRect(0, 0, 1, 1); } return [...ctx.getImageData(0, 0, 1, 1).data]; };
	const light = (rgb) => { const [r, g, b] = rgb.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const faint = new Set();
	for (const el of document.querySelectorAll("main *, .frame *")) {
		if (![...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !el.checkVisibility() || el.closest("svg")) continue;
		const behind = [];
		for (let e = el; e; e = e.parentElement) behind.unshift(getComputedStyle(e).backgroundColor);
		const a = light(over(behind)), b = light(over([...behind, getComputedStyle(el).color]));
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) faint.add(el.localName + "." + el.className + " " + ratio.toFixed(1));
	}
	return [...faint];
})()`

// TestTheme checks that the theme chosen on one page applies to the others.
func TestTheme(t *testing.T) {
	root := sampleSite(t).disk(t)
	p := visit(t, root, "index.html", media("screen", "light"))
	for _, page := range looked {
		p.Do(chromedp.Navigate(root+page), chromedp.Click(chromedp.CSS("#theme")))
		p.Wait("dark after a click on "+page, paper+" < 60")
		p.Do(chromedp.Navigate(root + "index.html"))
		p.Wait("dark on the next page", paper+" < 60")
		p.Do(chromedp.Evaluate[chromedp.Void](`localStorage.clear()`))
	}
}

// TestNarrow checks that on a phone nothing is wider than the window.
func TestNarrow(t *testing.T) {
	root := sampleSite(t).disk(t)
	p := visit(t, root, "index.html", chromedp.EmulateViewport(360, 740))
	for _, page := range looked {
		p.Do(chromedp.Navigate(root + page))
		p.Wait("ready", ready)
		p.Do(chromedp.Evaluate[chromedp.Void](`for (const d of document.querySelectorAll("details")) d.open = true;
			for (const a of document.querySelectorAll("article")) a.style.contentVisibility = "visible"`))
		if w := browser.Ask[int](p, "document.documentElement.scrollWidth"); w > 360 {
			t.Errorf("%s is %d wide", page, w)
			t.Log(browser.Ask[[]string](p, `[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > 360).map((e) => e.localName + "." + e.className).slice(0, 10)`))
		}
	}
}

// TestWithoutScript checks that everything can be read without JavaScript, and that there
// is no search.
func TestWithoutScript(t *testing.T) {
	root := sampleSite(t).disk(t)
	p := visit(t, root, "index.html", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	p.Do(chromedp.WaitVisible(chromedp.CSS(".plot svg path")), chromedp.WaitVisible(chromedp.CSS(".sets a")), chromedp.WaitNotVisible(chromedp.CSS("#find")))
}

// TestShots takes screenshots of the heaviest page of each kind:
// go test ./site -run Shots -shots DIR [-folder SITE]
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("screenshots are taken with -shots DIR")
	}
	dir, root := inspected(t)
	for _, page := range kinds(t, dir) {
		for name, shot := range map[string]struct {
			scheme string
			width  int64
		}{"light": {"light", 1100}, "dark": {"dark", 1100}, "phone": {"light", 390}} {
			p := visit(t, root, page, chromedp.EmulateViewport(shot.width, 1400), media("screen", shot.scheme))
			p.Wait("ready", ready)
			file := strings.NewReplacer("/", "-", ".html", "").Replace(page) + "-" + name + ".png"
			if err := os.WriteFile(filepath.Join(*shots, file), browser.Run(p, chromedp.CaptureScreenshot()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestShotOfSearch takes one of the search.
func TestShotOfSearch(t *testing.T) {
	if *shots == "" {
		t.Skip("screenshots are taken with -shots DIR")
	}
	_, root := inspected(t)
	for _, scheme := range []string{"light", "dark"} {
		p := visit(t, root, "index.html", chromedp.EmulateViewport(1100, 800), media("screen", scheme))
		p.Wait("ready", ready)
		search(p, "send")
		p.Wait("listed", options+".length > 3")
		if err := os.WriteFile(filepath.Join(*shots, "search-"+scheme+".png"), browser.Run(p, chromedp.CaptureScreenshot()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
