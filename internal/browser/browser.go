// Package browser tests pages in a real browser: Chromium, driven by chromedp.
//
// It is for tests only. It guarantees that a test fails if its page sends a request that is
// not allowed, if a script fails, or if anything is logged to the console; and that tests
// are skipped on a machine without a browser, unless TLCRAWL_BROWSER=required.
package browser

import (
	"context"
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
)

// one is the browser shared by all tests of a package.
var one struct {
	once    sync.Once
	profile string // outside the tests' own folders, which are removed while it runs
	started bool
	ctx     context.Context
	stop    func()
	err     error
}

// Main runs the tests of a package and then closes the browser. Call it from TestMain.
func Main(m *testing.M) {
	one.profile, one.err = os.MkdirTemp("", "tlcrawl-browser-")
	if one.err != nil {
		fmt.Fprintln(os.Stderr, "no folder for the browser's profile:", one.err)
		os.Exit(1)
	}
	code := m.Run()
	if one.started {
		one.stop()
	}
	_ = os.RemoveAll(one.profile)
	os.Exit(code)
}

// start starts the browser, or skips the test if there is none.
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
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
			chromedp.UserDataDir(one.profile), chromedp.Env("TMPDIR="+one.profile))
		ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
		ctx, cancel := chromedp.NewContext(ctx)
		one.ctx, one.stop, one.started = ctx, func() { cancel(); stop() }, true
		one.err = chromedp.Do(ctx)
	})
	switch {
	case one.err == nil:
	case os.Getenv("TLCRAWL_BROWSER") == "required":
		t.Fatal("TLCRAWL_BROWSER=required, but no browser starts:", one.err)
	default:
		t.Skip("no browser:", one.err)
	}
	return one.ctx
}

// Tab is a page in the browser. A forbidden request or an error in it fails the test.
type Tab struct {
	t       testing.TB
	ctx     context.Context
	allowed func(url string) bool

	mu     sync.Mutex
	faults []string
}

// Visit runs the actions in before and opens an address. The page may send the requests
// for which allowed returns true.
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

// complain records errors. Events may arrive after the test.
func (p *Tab) complain(event any) {
	fault := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !p.allowed(e.Request.URL) {
			fault = "forbidden request: " + e.Request.URL
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			fault = fmt.Sprintf("%s is %d", e.Response.URL, e.Response.Status)
		}
	case *runtime.EventExceptionThrown:
		fault = "script error: " + (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error()
	case *runtime.EventConsoleAPICalled:
		fault = fmt.Sprintf("console.%s: %v", e.Type, e.Args)
	case *log.EventEntryAdded:
		fault = fmt.Sprintf("browser log, %s: %s", e.Entry.Level, e.Entry.Text)
	}
	if fault != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.faults = append(p.faults, fault)
	}
}

// Do runs actions on the page.
func (p *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.limited(), actions...); err != nil {
		p.t.Fatal(err)
	}
}

// limited bounds one step, so that a hanging page fails its test.
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

// Run runs an action and returns its result.
func Run[T any](p *Tab, action chromedp.Action[T]) T {
	p.t.Helper()
	v, err := chromedp.Run(p.limited(), action)
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// Press sends key events, not text: a key that the page handles does not type.
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

// Wait checks a JavaScript expression on every frame until it is true, also across pages.
// chromedp.Poll needs eval, which the content security policy of the pages forbids.
func (p *Tab) Wait(why, js string) {
	p.t.Helper()
	ctx := p.limited()
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`new Promise((done) => {
			const until = performance.now() + 10000;
			const look = () => (`+js+`) ? done(true) : performance.now() > until ? done(false) : requestAnimationFrame(look);
			look();
		})`, chromedp.EvalAwaitPromise))
		switch {
		case err != nil && ctx.Err() == nil && strings.Contains(err.Error(), "navigated"): // another page came while it waited
			continue
		case err != nil:
			p.t.Fatal(err)
		case !is:
			p.t.Fatalf("%s: not true within 10 s: %s", why, js)
		}
		return
	}
}
