package web_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "write pictures of the report into this folder")

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
		t.Skip("no browser to look at the report with:", browser.err)
	}
	return browser.ctx
}

// tab is a page in the browser. Whatever it asks for but itself, and whatever goes
// wrong in it, fails the test.
type tab struct {
	t    *testing.T
	ctx  context.Context
	page string

	mu     sync.Mutex
	faults []string
}

// open shows a file of HTML with a hash, after what comes before.
func open(t *testing.T, html, hash string, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	parent := start(t)
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
		t.Fatal(err)
	}
	return visit(t, parent, "file://"+file, hash, before...)
}

// serve is open from a server that has nothing but the page.
func serve(t *testing.T, html string) *tab {
	t.Helper()
	parent := start(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/report.html" {
			t.Errorf("the page asks for %s", r.URL)
		}
		fmt.Fprint(w, html)
	}))
	t.Cleanup(server.Close)
	return visit(t, parent, server.URL+"/report.html", "")
}

func visit(t *testing.T, parent context.Context, page, hash string, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	p := &tab{t: t, page: page}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithListener(p.complain))
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
	p.do(chromedp.Navigate(page + hash))
	return p
}

// complain notes what the browser has to say: it may say so after the test.
func (p *tab) complain(event any) {
	fault := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Request.URL != p.page {
			fault = "the page asks for " + e.Request.URL
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

// ask evaluates an expression in the page.
func ask[T any](p *tab, js string) T {
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
		if key == "Escape" {
			down.Text, down.WindowsVirtualKeyCode = "", 27
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
