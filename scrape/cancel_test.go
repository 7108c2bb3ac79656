package scrape_test

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// hanging is a Source that does not answer until its context ends. It reports when it
// receives a request.
type hanging struct {
	memory
	asked chan struct{}
}

func (h *hanging) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	if strings.Count(r.Path, "/") == 1 {
		return h.memory.Get(ctx, r)
	}
	select {
	case h.asked <- struct{}{}:
	case <-ctx.Done(): // requested after the end
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

// A cancelled crawl returns the context's error, and leaves no goroutine.
func TestCrawlCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	source := &hanging{memory{pages: sampleWorld().pages()}, make(chan struct{})}
	go func() {
		for range 3 {
			<-source.asked
		}
		cancel()
	}()
	r, err := crawlIn(ctx, source, scrape.Options{Parallel: 3, AllowPartial: true})
	if r != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	checkNoneLeft(t)
}

// checkNoneLeft checks that no goroutine of a crawl is running.
func checkNoneLeft(t *testing.T) {
	t.Helper()
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	if strings.Contains(string(stacks), "scrape.(*crawler)") {
		t.Errorf("a goroutine of the crawl is still running:\n%s", stacks)
	}
}

// onLog is a slog.Handler that calls itself when something is logged.
type onLog func()

func (onLog) Enabled(context.Context, slog.Level) bool    { return true }
func (f onLog) Handle(context.Context, slog.Record) error { f(); return nil }
func (f onLog) WithAttrs([]slog.Attr) slog.Handler        { return f }
func (f onLog) WithGroup(string) slog.Handler             { return f }

// Cancelling ends the wait before a retry, however long it is.
func TestCrawlCancelledInPause(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	source := &memory{pages: sampleWorld().pages(), script: always(nearest, shows([]byte(stub)))}
	_, err := crawlIn(ctx, source, scrape.Options{InitialBackoff: time.Hour, Log: slog.New(onLog(cancel))})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if n := source.times(nearest); n != 1 {
		t.Errorf("requested %d times, want once", n)
	}
	checkNoneLeft(t)
}

// A context that ended before the crawl makes it fail at once.
func TestCrawlCancelledBefore(t *testing.T) {
	for _, tc := range []struct {
		why  string
		made func() (context.Context, context.CancelFunc)
		want error
	}{
		{"interrupted", func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, cancel
		}, context.Canceled},
		{"the deadline has passed", func() (context.Context, context.CancelFunc) {
			return context.WithDeadline(context.Background(), time.Unix(0, 0))
		}, context.DeadlineExceeded},
	} {
		ctx, cancel := tc.made()
		defer cancel()
		source := &memory{pages: sampleWorld().pages()}
		if _, err := crawlIn(ctx, source, scrape.Options{}); !errors.Is(err, tc.want) || len(source.asked) != 0 {
			t.Errorf("got %v after %v, want %v: %s", err, source.asked, tc.want, tc.why)
		}
	}
}

// A crawl that fails leaves no goroutine either.
func TestFailedCrawlLeavesNoGoroutine(t *testing.T) {
	source := &memory{pages: many().pages(), script: everyMethod(broken)}
	if _, err := crawl(t, source, scrape.Options{Parallel: 8}); err == nil {
		t.Error("no error after thirty failures")
	}
	checkNoneLeft(t)
}
