package fetch

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// limiter bounds concurrent requests. Each throttled response lowers the bound by one, down
// to one request; each run of good responses raises it by one, up to the original bound.
type limiter struct {
	slots *semaphore.Weighted
	size  int

	mu       sync.Mutex
	withheld int // slots
	good     int // responses in a row
}

func newLimiter(size int) *limiter {
	return &limiter{slots: semaphore.NewWeighted(int64(size)), size: size}
}

// restoreAfter is how many good responses in a row raise the bound by one.
const restoreAfter = 20

// acquire waits for a slot, which must be released, or for the end of the context.
func (l *limiter) acquire(ctx context.Context) error { return l.slots.Acquire(ctx, 1) }

// release returns a slot, unless the site throttles.
func (l *limiter) release(throttled bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if throttled {
		l.good = 0
		if l.withheld < l.size-1 {
			l.withheld++
			return
		}
	}
	l.slots.Release(1)
	if throttled || l.withheld == 0 {
		return
	}
	if l.good++; l.good == restoreAfter {
		l.good = 0
		l.withheld--
		l.slots.Release(1)
	}
}

// bound is how many requests may run now.
func (l *limiter) bound() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.size - l.withheld
}
