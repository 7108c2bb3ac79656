package scrape_test

import (
	"context"
	"errors"
	"sync"

	"github.com/tlcrawl/tlcrawl/scrape"
)

// memory is a Source in memory. It counts the requests.
type memory struct {
	pages map[string][]byte
	// script, if set, returns the reply to the nth request for a path, the first being 1;
	// nil is the page itself.
	script func(path string, nth int) reply

	mu    sync.Mutex
	asked map[string]int
}

// reply replaces the page.
type reply func() (*scrape.Response, error)

var errNoPage = errors.New("the test has no such page")

func (m *memory) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	nth := m.count(r.Path)
	if m.script != nil {
		if answer := m.script(r.Path, nth); answer != nil {
			return answer()
		}
	}
	body, ok := m.pages[r.Path]
	if !ok {
		return nil, &scrape.PageError{URL: "https://sample.test" + r.Path, Status: 404, Err: errNoPage}
	}
	return &scrape.Response{Body: body, Status: 200}, nil
}

func (m *memory) count(path string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.asked == nil {
		m.asked = map[string]int{}
	}
	m.asked[path]++
	return m.asked[path]
}

// times returns how often a path was requested.
func (m *memory) times(path string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.asked[path]
}

// shows replies with a page.
func shows(markup []byte) reply {
	return func() (*scrape.Response, error) { return &scrape.Response{Body: markup, Status: 200}, nil }
}

// fails replies with an error.
func fails(err error) reply {
	return func() (*scrape.Response, error) { return nil, err }
}

// broken is the reply of a Source that could not get a page.
func broken(path string) reply {
	return fails(&scrape.PageError{URL: "https://sample.test" + path, Status: 502, Err: errors.New("no answer")})
}

// always gives the same reply for one path.
func always(path string, r reply) func(string, int) reply {
	return upTo(1<<30, path, r)
}

// upTo gives a reply to the first n requests for a path, and the page after that.
func upTo(n int, path string, r reply) func(string, int) reply {
	return func(asked string, nth int) reply {
		if asked == path && nth <= n {
			return r
		}
		return nil
	}
}
