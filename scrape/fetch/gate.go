package fetch

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// gate bounds the requests at once. Each answer that throttles keeps its place in
// the gate shut, down to one; each run of good answers opens one again.
type gate struct {
	places *semaphore.Weighted
	size   int

	mu   sync.Mutex
	shut int
	good int
}

func newGate(size int) *gate {
	return &gate{places: semaphore.NewWeighted(int64(size)), size: size}
}

// reopen is how many good answers in a row open a place again.
const reopen = 20

// pass is a place in the gate. It must be left.
type pass struct{ gate *gate }

// enter waits for a place, or for the context to end.
func (g *gate) enter(ctx context.Context) (pass, error) {
	return pass{g}, g.places.Acquire(ctx, 1)
}

// leave gives the place back, unless the site throttles.
func (p pass) leave(throttled bool) {
	g := p.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if throttled {
		g.good = 0
		if g.shut < g.size-1 {
			g.shut++
			return
		}
	}
	g.places.Release(1)
	if throttled || g.shut == 0 {
		return
	}
	if g.good++; g.good == reopen {
		g.good = 0
		g.shut--
		g.places.Release(1)
	}
}

// open is how many places there are now.
func (g *gate) open() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.size - g.shut
}
