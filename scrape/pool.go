package scrape

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// answer is the outcome of one address.
type answer struct {
	address
	page *page.Page
	err  error
}

// maxFailures is how many pages may fail before an all-or-nothing crawl gives up:
// enough to see what is wrong.
const maxFailures = 10

// maxBuffer bounds the memory for a page that a worker keeps for the next one, in bytes.
const maxBuffer = 1 << 20

// all gets every address, at most c.Parallel at once, and returns the answers in the order
// of the addresses. An error that ends the crawl ends it early.
func (c *crawler) all(ctx context.Context, addresses []address) ([]answer, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var (
		answers  = make([]answer, len(addresses))
		next     atomic.Int64
		workers  sync.WaitGroup
		counters = counters{total: len(addresses), progress: c.Progress}
	)
	for range min(c.Parallel, max(1, len(addresses))) {
		workers.Go(func() {
			var buffer bytes.Buffer
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(addresses) {
					return
				}
				p, err := c.get(ctx, addresses[i], &buffer)
				answers[i] = answer{addresses[i], p, err}
				if buffer.Cap() > maxBuffer {
					buffer = bytes.Buffer{}
				}
				if err := c.record(&counters, answers[i]); err != nil {
					stop(err)
				}
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		var incomplete *IncompleteError
		if errors.As(err, &incomplete) {
			return nil, &IncompleteError{Failed: failures(answers), Total: len(addresses)}
		}
		return nil, err
	}
	return answers, nil
}

// counters count answers as they come in.
type counters struct {
	mu           sync.Mutex
	done, failed int
	total        int
	progress     func(done, total int)
}

// record counts an answer, and returns an error if it ends the crawl.
func (c *crawler) record(n *counters, a answer) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.done++
	n.progress(n.done, n.total)
	if a.err == nil {
		return nil
	}
	var (
		pageErr *PageError
		layer   *LayerError
		fatal   FatalError
	)
	if a.failed() {
		n.failed++
	} else if errors.As(a.err, &pageErr) {
		return nil
	}
	switch {
	case !errors.As(a.err, &pageErr): // not the error of a page
		return a.err
	case errors.As(a.err, &layer):
		return a.err
	case errors.As(a.err, &fatal) && fatal.EndsCrawl():
		return a.err
	case n.failed >= maxFailures && !c.AllowPartial:
		return &IncompleteError{}
	}
	return nil
}

// failed reports whether the page failed. A missing page is not a failure, nor is one of no
// layer that the schema does not list.
func (a answer) failed() bool {
	if a.err == nil {
		return false
	}
	if a.linked {
		return false
	}
	return !isA[*page.MissingPageError](a.err) &&
		!(a.extra && (isA[*page.LayoutError](a.err) || isA[*NoSchemaError](a.err)))
}

func failures(answers []answer) []*PageError {
	var failed []*PageError
	for _, a := range answers {
		var pageErr *PageError
		if a.failed() && errors.As(a.err, &pageErr) {
			failed = append(failed, pageErr)
		}
	}
	return failed
}
