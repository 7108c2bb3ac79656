// Package browser looks at pages with a real browser, in tests: Chromium, driven by
// chromedp.
//
// It is for the tests of what is made for browsers, and for nothing else. It promises
// that a page which asks for what it may not, whose script fails, or which the console
// complains of, fails its test; and that on a machine without a browser the tests are
// skipped, unless TLCRAWL_BROWSER=required.
package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// one is the browser that all tests of a package share.
var one struct {
	once    sync.Once
	started bool
	ctx     context.Context
	stop    func()
	err     error
}

// Main runs the tests of a package, and ends the browser: it is what a TestMain does.
func Main(m *testing.M) {
	code := m.Run()
	if one.started {
		one.stop()
	}
	os.Exit(code)
}

// start starts the browser, or skips the test: a machine may have none.
func start(t testing.TB) context.Context {
	t.Helper()
	one.once.Do(func() {
		var path string
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, one.err = exec.LookPath(name); one.err == nil {
				break
			}
		}
		if one.err != nil {
			return
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
		ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(ctx)
		one.ctx, one.stop, one.started = ctx, func() { cancel(); stop() }, true
		one.err = chromedp.Do(ctx)
	})
	switch {
	case one.err == nil:
	case os.Getenv("TLCRAWL_BROWSER") == "required":
		t.Fatal("the browser that TLCRAWL_BROWSER requires does not start:", one.err)
	default:
		t.Skip("no browser to look at the pages with:", one.err)
	}
	return one.ctx
}

// Tab is a page in the browser. Whatever it asks for that is not allowed, and whatever
// goes wrong in it, fails the test.
type Tab struct {
	t       testing.TB
	ctx     context.Context
	allowed func(url string) bool

	mu     sync.Mutex
	faults []string
}

// Visit opens an address, after what comes before. allowed says which requests belong to
// what is shown.
func Visit(t testing.TB, address string, allowed func(url string) bool, before ...chromedp.Action[chromedp.Void]) *Tab {
	t.Helper()
	p := &Tab{t: t, allowed: allowed}
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
	p.Do(before...)
	p.Do(chromedp.Navigate(address))
	return p
}

// complain notes what the browser has to say: it may say so after the test.
func (p *Tab) complain(event any) {
	fault := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !p.allowed(e.Request.URL) {
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

// Do does things to the page.
func (p *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.limited(), actions...); err != nil {
		p.t.Fatal(err)
	}
}

// limited bounds one step, so that a page that hangs fails its own test.
func (p *Tab) limited() context.Context {
	ctx, cancel := context.WithTimeout(p.ctx, 30*time.Second)
	p.t.Cleanup(cancel)
	return ctx
}

// Ask evaluates an expression in the page.
func Ask[T any](p *Tab, js string) T {
	p.t.Helper()
	return Run(p, chromedp.Evaluate[T](js))
}

// Run does something that has a result.
func Run[T any](p *Tab, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p.limited(), action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// Press presses keys as fingers do: what a key would write is not written where the
// page uses the key for something else.
func (p *Tab) Press(keys ...string) {
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

// Wait looks at every frame until an expression holds. (chromedp.Poll needs eval,
// which the page's policy refuses.)
func (p *Tab) Wait(why, js string) {
	p.t.Helper()
	if !Run(p, chromedp.Evaluate[bool](`new Promise((done) => {
		const until = performance.now() + 10000;
		const look = () => (`+js+`) ? done(true) : performance.now() > until ? done(false) : requestAnimationFrame(look);
		look();
	})`, chromedp.EvalAwaitPromise)) {
		p.t.Fatalf("%s: not so: %s", why, js)
	}
}
