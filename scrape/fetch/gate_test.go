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

// A step is what leaves the gate: so many answers, good ones or such that throttle.
type step struct {
	answers   int
	throttled bool
}

// The gate has a place less for each answer that throttles, but always one, and one
// more for each run of good answers, but never more than at first.
func TestGate(t *testing.T) {
	for _, tc := range []struct {
		name, why string
		size      int
		steps     []step
		open      int
	}{
		{"untouched", "all places are open at first", 4, nil, 4},
		{"good", "good answers open no more than there are", 4, []step{{100, false}}, 4},
		{"throttled once", "one place less", 4, []step{{1, true}}, 3},
		{"throttled for good", "one place is left, or nothing would ever go on", 4, []step{{50, true}}, 1},
		{"one place", "it stays", 1, []step{{50, true}}, 1},
		{"almost a run", "the site has not been well for long enough", 4, []step{{2, true}, {reopen - 1, false}}, 2},
		{"a run", "the site is well again", 4, []step{{2, true}, {reopen, false}}, 3},
		{"a broken run", "the count begins anew", 4, []step{{2, true}, {reopen - 1, false}, {1, true}, {reopen - 1, false}}, 1},
		{"a run before it", "good answers from before do not count", 4, []step{{reopen - 1, false}, {1, true}, {1, false}}, 3},
		{"all the way back", "each run opens one", 4, []step{{50, true}, {3 * reopen, false}}, 4},
		{"and no further", "there are no more places", 4, []step{{50, true}, {10 * reopen, false}}, 4},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g := newGate(tc.size)
			for _, s := range tc.steps {
				for range s.answers {
					enter(t, g).leave(s.throttled)
				}
			}
			if got := g.open(); got != tc.open {
				t.Errorf("%d places are open, want %d: %s", got, tc.open, tc.why)
			}
			checkPlaces(t, g, tc.open)
		})
	}
}

func enter(t *testing.T, g *gate) pass {
	t.Helper()
	p, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// checkPlaces makes sure that just so many can be in the gate at once.
func checkPlaces(t *testing.T, g *gate, want int) {
	t.Helper()
	for n := range want {
		if !g.places.TryAcquire(1) {
			t.Fatalf("the gate took %d, want %d", n, want)
		}
	}
	if g.places.TryAcquire(1) {
		t.Fatalf("the gate took more than %d", want)
	}
}

// Who is inside when the site begins to throttle may leave in any order.
func TestGateThrottledAtOnce(t *testing.T) {
	g := newGate(4)
	var inside []pass
	for range 4 {
		inside = append(inside, enter(t, g))
	}
	for _, p := range inside {
		p.leave(true)
	}
	if got := g.open(); got != 1 {
		t.Errorf("%d places are open, want 1", got)
	}
	checkPlaces(t, g, 1)
}

// Who waits before a gate that is full leaves when the context ends.
func TestGateWaitEnds(t *testing.T) {
	g := newGate(1)
	enter(t, g)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.enter(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// script is a network that answers with one status after the other, and then with the
// last of them.
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

// A request leaves the gate as often as it enters, whatever becomes of it; only the
// answers that ask for less shut it.
func TestTransportGate(t *testing.T) {
	for _, tc := range []struct {
		why      string
		statuses []int
		open     int
	}{
		{"all is well", []int{200}, 4},
		{"429 asks for less", []int{429, 200}, 3},
		{"503 asks for less", []int{503, 503, 200}, 2},
		{"500 asks for nothing", []int{500, 500, 200}, 4},
		{"nor does a connection that breaks", []int{0, 0, 200}, 4},
		{"nor does a page that is not there", []int{404}, 4},
		{"a site that throttles for good has one place", []int{429}, 1},
	} {
		o := Options{MaxAttempts: 6, InitialBackoff: time.Nanosecond, MaxBackoff: time.Nanosecond, Transport: &script{statuses: tc.statuses}}.withDefaults()
		tr := newTransport(t.Context(), o)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://sample.test/", nil)
		if err != nil {
			t.Fatal(err)
		}
		tr.RoundTrip(req)
		if got := tr.gate.open(); got != tc.open {
			t.Errorf("%d places are open, want %d: %s", got, tc.open, tc.why)
		}
		checkPlaces(t, tr.gate, tc.open)
	}
}
