package site_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/tlcrawl/tlcrawl/site"
)

var shots = flag.String("shots", "", "write pictures of the site into this folder")

// browser is the one that all tests share.
var browser struct {
	once    sync.Once
	started bool
	ctx     context.Context
	stop    func()
	err     error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if browser.started {
		browser.stop()
	}
	os.Exit(code)
}

// start starts the browser, or skips the test: a machine may have none.
func start(t *testing.T) context.Context {
	t.Helper()
	browser.once.Do(func() {
		var path string
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, browser.err = exec.LookPath(name); browser.err == nil {
				break
			}
		}
		if browser.err != nil {
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
		ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(ctx)
		browser.ctx, browser.stop, browser.started = ctx, func() { cancel(); stop() }, true
		browser.err = chromedp.Do(ctx)
	})
	switch {
	case browser.err == nil:
	case os.Getenv("TLCRAWL_BROWSER") == "required":
		t.Fatal("the browser that TLCRAWL_BROWSER requires does not start:", browser.err)
	default:
		t.Skip("no browser to look at the site with:", browser.err)
	}
	return browser.ctx
}

// tab is a page in the browser. Whatever it asks for outside of the site, and whatever
// goes wrong in it, fails the test.
type tab struct {
	t    *testing.T
	ctx  context.Context
	root string

	mu     sync.Mutex
	faults []string
}

// disk puts a site into a folder, and returns its address.
func disk(t *testing.T, sites ...site.Site) string {
	t.Helper()
	dir := t.TempDir()
	if err := site.Write(site.Dir(dir), sites, site.Options{URL: "https://example.org/api"}); err != nil {
		t.Fatal(err)
	}
	return "file://" + dir + "/"
}

// visit opens a page of the site at an address, after what comes before.
func visit(t *testing.T, root, page string, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	p := &tab{t: t, root: root}
	ctx, cancel := chromedp.NewContext(start(t), chromedp.WithListener(p.complain))
	p.ctx = ctx
	t.Cleanup(func() {
		cancel()
		p.mu.Lock()
		defer p.mu.Unlock()
		for _, fault := range p.faults {
			t.Error(fault)
		}
	})
	p.do(before...)
	p.do(chromedp.Navigate(root + page))
	return p
}

// complain notes what the browser has to say: it may say so after the test.
func (p *tab) complain(event any) {
	fault := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, p.root) {
			fault = "the page asks for " + e.Request.URL
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			fault = fmt.Sprintf("%s is %d", e.Response.URL, e.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		fault = "the script fails: " + (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error()
	case *runtime.EventConsoleAPICalled:
		fault = fmt.Sprintf("the console says %s: %v", e.Type, e.Args)
	case *log.EventEntryAdded:
		fault = fmt.Sprintf("the browser says %s: %s", e.Entry.Level, e.Entry.Text)
	}
	if fault != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.faults = append(p.faults, fault)
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.limited(), actions...); err != nil {
		p.t.Fatal(err)
	}
}

// limited bounds one step, so that a page that hangs fails its own test.
func (p *tab) limited() context.Context {
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	p.t.Cleanup(cancel)
	return ctx
}

// eval evaluates an expression in the page.
func eval[T any](p *tab, js string) T {
	p.t.Helper()
	return run(p, chromedp.Evaluate[T](js))
}

func run[T any](p *tab, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p.limited(), action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// press presses keys as fingers do: what a key would write is not written where the
// page uses the key for something else.
func (p *tab) press(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		down := input.DispatchKeyEventParams{Type: "keyDown", Key: key, Text: key}
		if code, named := map[string]int64{"Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40}[key]; named {
			down.Text, down.WindowsVirtualKeyCode = "", code
		}
		for _, e := range []input.DispatchKeyEventParams{down, {Type: "keyUp", Key: key}} {
			if _, err := chromedp.Call(p.limited(), input.DispatchKeyEvent, e); err != nil {
				p.t.Fatal(err)
			}
		}
	}
}

// wait looks at every frame until an expression holds. (chromedp.Poll needs eval,
// which the page's policy refuses.)
func (p *tab) wait(why, js string) {
	p.t.Helper()
	if !run(p, chromedp.Evaluate[bool](`new Promise((done) => {
		const until = performance.now() + 10000;
		const look = () => (`+js+`) ? done(true) : performance.now() > until ? done(false) : requestAnimationFrame(look);
		look();
	})`, chromedp.EvalAwaitPromise)) {
		p.t.Fatalf("%s: not so: %s", why, js)
	}
}
