package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A step is a number of equal responses.
type step struct {
	responses int
	throttled bool
}

// Each throttled response takes a slot, except the last one; each run of good responses
// restores one, up to the original number.
func TestLimiter(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		size      int
		steps     []step
		bound     int
	}{
		{"untouched", "all slots are free at first", 4, nil, 4},
		{"good", "good responses do not add slots", 4, []step{{100, false}}, 4},
		{"throttled once", "one slot less", 4, []step{{1, true}}, 3},
		{"throttled for good", "one slot always remains", 4, []step{{50, true}}, 1},
		{"one slot", "it stays", 1, []step{{50, true}}, 1},
		{"almost a run", "too few good responses", 4, []step{{2, true}, {restoreAfter - 1, false}}, 2},
		{"a run", "the site has recovered", 4, []step{{2, true}, {restoreAfter, false}}, 3},
		{"a broken run", "the count restarts", 4, []step{{2, true}, {restoreAfter - 1, false}, {1, true}, {restoreAfter - 1, false}}, 1},
		{"a run before it", "good responses before do not count", 4, []step{{restoreAfter - 1, false}, {1, true}, {1, false}}, 3},
		{"all the way back", "each run restores one", 4, []step{{50, true}, {3 * restoreAfter, false}}, 4},
		{"and no further", "never more than the original number", 4, []step{{50, true}, {10 * restoreAfter, false}}, 4},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := newLimiter(tc.size)
			for _, s := range tc.steps {
				for range s.responses {
					acquire(t, l)
					l.release(s.throttled)
				}
			}
			if got := l.bound(); got != tc.bound {
				t.Errorf("bound = %d, want %d: %s", got, tc.bound, tc.why)
			}
			checkSlots(t, l, tc.bound)
		})
	}
}

func acquire(t *testing.T, l *limiter) {
	t.Helper()
	if err := l.acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// checkSlots checks how many slots can be acquired.
func checkSlots(t *testing.T, l *limiter, want int) {
	t.Helper()
	for n := range want {
		if !l.slots.TryAcquire(1) {
			t.Fatalf("acquired %d slots, want %d", n, want)
		}
	}
	if l.slots.TryAcquire(1) {
		t.Fatalf("acquired more than %d slots", want)
	}
}

// Concurrent requests may all be throttled.
func TestLimiterThrottledTogether(t *testing.T) {
	l := newLimiter(4)
	for range 4 {
		acquire(t, l)
	}
	for range 4 {
		l.release(true)
	}
	if got := l.bound(); got != 1 {
		t.Errorf("bound = %d, want 1", got)
	}
	checkSlots(t, l, 1)
}

// Waiting for a slot ends with the context.
func TestLimiterWaitEnds(t *testing.T) {
	l := newLimiter(1)
	acquire(t, l)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.acquire(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// script is a network that responds with each status in turn and then repeats the last.
type script struct {
	statuses []int
	sent     int
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	status := s.statuses[min(s.sent, len(s.statuses)-1)]
	s.sent++
	if status == 0 {
		return nil, errors.New("connection reset")
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

// Every request releases its slot; only throttled responses lower the bound.
func TestTransportLimiter(t *testing.T) {
	for _, tc := range []struct {
		why      string
		statuses []int
		bound    int
	}{
		{"a good response", []int{200}, 4},
		{"429 throttles", []int{429, 200}, 3},
		{"503 throttles", []int{503, 503, 200}, 2},
		{"500 does not", []int{500, 500, 200}, 4},
		{"a broken connection does not", []int{0, 0, 200}, 4},
		{"a missing page does not", []int{404}, 4},
		{"a site that always throttles keeps one slot", []int{429}, 1},
	} {
		o := Options{MaxAttempts: 6, InitialBackoff: time.Nanosecond, MaxBackoff: time.Nanosecond, Transport: &script{statuses: tc.statuses}}.withDefaults()
		tr := newTransport(t.Context(), o)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://sample.test/", nil)
		if err != nil {
			t.Fatal(err)
		}
		tr.RoundTrip(req)
		if got := tr.limiter.bound(); got != tc.bound {
			t.Errorf("bound = %d, want %d: %s", got, tc.bound, tc.why)
		}
		checkSlots(t, tr.limiter, tc.bound)
	}
}
