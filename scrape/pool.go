package scrape

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// answer is what became of one address.
type answer struct {
	address
	page *Page
	err  error
}

// maxFailures is how many pages may fail before a crawl that must be whole gives
// up: the list is long enough to see what is wrong.
const maxFailures = 10

// all asks for every address, at most c.Parallel at once, and returns the answers
// in the order of the addresses. It ends early with an error that makes going on
// pointless.
func (c *crawler) all(ctx context.Context, addresses []address) ([]answer, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var (
		answers = make([]answer, len(addresses))
		next    atomic.Int64
		workers sync.WaitGroup
		tally   = tally{total: len(addresses), progress: c.Progress}
	)
	for range min(c.Parallel, max(1, len(addresses))) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(addresses) {
					return
				}
				page, err := c.ask(ctx, addresses[i])
				answers[i] = answer{addresses[i], page, err}
				if err := c.verdict(&tally, answers[i]); err != nil {
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

// tally counts answers as they come in.
type tally struct {
	mu           sync.Mutex
	done, failed int
	total        int
	progress     func(done, total int)
}

// verdict counts an answer, and returns the error that ends the whole crawl, if it
// is one.
func (c *crawler) verdict(t *tally, a answer) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done++
	t.progress(t.done, t.total)
	if !a.failed() {
		return nil
	}
	t.failed++
	var (
		page  *PageError
		layer *LayerError
		end   interface{ EndsCrawl() bool }
	)
	switch {
	case !errors.As(a.err, &page): // no page is at fault, so it is all of them
		return a.err
	case errors.As(a.err, &layer):
		return a.err
	case errors.As(a.err, &end) && end.EndsCrawl():
		return a.err
	case t.failed >= maxFailures && !c.AllowPartial:
		return &IncompleteError{}
	}
	return nil
}

// failed tells whether the page could not be had. One that the site does not have
// is no failure, nor is one that only /methods knows and that holds no schema.
func (a answer) failed() bool {
	if a.err == nil {
		return false
	}
	var (
		stub   *StubError
		layout *LayoutError
	)
	return !errors.As(a.err, &stub) && !(a.extra && errors.As(a.err, &layout))
}

func failures(answers []answer) []*PageError {
	var failed []*PageError
	for _, a := range answers {
		var page *PageError
		if a.failed() && errors.As(a.err, &page) {
			failed = append(failed, page)
		}
	}
	return failed
}
