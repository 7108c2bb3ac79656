package history

import (
	"context"
	"runtime"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
)

// Each reads snapshots, each once, and compares neighbors, several at a time; it visits the
// steps in order. Unlike Walk it holds as many snapshots as there are processors, and a few
// more, and ends with the error of the first snapshot that cannot be read.
func Each(ctx context.Context, list []Snapshot, visit func(Step) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	steps := make(chan chan result, runtime.GOMAXPROCS(0))
	go func() {
		defer close(steps)
		var before *reading
		for _, s := range list {
			now := read(s)
			step := make(chan result, 1)
			select {
			case steps <- step:
			case <-ctx.Done():
				return
			}
			go compare(s, before, now, step)
			before = now
		}
	}()
	for step := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		r := <-step
		if r.err != nil {
			return r.err
		}
		if err := visit(r.Step); err != nil {
			return err
		}
	}
	return ctx.Err()
}

type result struct {
	Step
	err error
}

// reading is a snapshot that is being read.
type reading struct {
	done     chan struct{}
	snapshot *model.Snapshot
	err      error
}

func read(s Snapshot) *reading {
	r := &reading{done: make(chan struct{})}
	go func() {
		defer close(r.done)
		r.snapshot, r.err = s.Load()
	}()
	return r
}

func compare(s Snapshot, before, now *reading, to chan<- result) {
	<-now.done
	r := result{Step{Snapshot: s, New: now.snapshot}, now.err}
	if before != nil && r.err == nil {
		<-before.done
		if r.err = before.err; r.err == nil {
			r.Old = before.snapshot
			r.Report = diff.Compare(r.Old, r.New)
		}
	}
	to <- r
}
