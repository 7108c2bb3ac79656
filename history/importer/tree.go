package importer

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
)

// tree is the checkout of one site as its commits go by: a scrape.Checkout. It is used by
// one goroutine at a time.
type tree struct {
	source string
	read   func(blob string, limit int64) ([]byte, error)
	reader *page.Reader
	files  map[string]*[places]pageChange // of a page, by its place
	parsed map[string]*parsedPage         // by blob
	cost   int                            // of parsed, in bytes, roughly
	round  int
	listed map[string]bool // blobs that were reported as unreadable
}

// parsedPage is the result of parsing a blob.
type parsedPage struct {
	page  *page.Page
	err   error
	cost  int
	round int // when it was last used
}

func newTree(source string, read func(string, int64) ([]byte, error)) (*tree, error) {
	site, err := scrape.ParseSite(source)
	if err != nil {
		return nil, err
	}
	return &tree{source: source, read: read, reader: page.NewReader(&url.URL{Scheme: site.Scheme, Host: site.Host}),
		files: map[string]*[places]pageChange{}, parsed: map[string]*parsedPage{}, listed: map[string]bool{}}, nil
}

// version is the version after a state.
func (t *tree) version(s pageState) version {
	return version{name: s.commit, time: s.time, shared: true,
		skip: func() { t.apply(s) },
		load: func(ctx context.Context) (*loaded, error) {
			t.apply(s)
			return t.load(ctx, s)
		},
	}
}

func (t *tree) apply(s pageState) {
	for _, c := range s.changes {
		if t.files[c.key] == nil {
			t.files[c.key] = &[places]pageChange{}
		}
		t.files[c.key][c.place] = c
	}
}

// file is the file of a page: the one in the last place.
func (t *tree) file(key string) (pageChange, bool) {
	if f := t.files[key]; f != nil {
		for _, c := range slices.Backward(f[:]) {
			if c.blob != "" {
				return c, true
			}
		}
	}
	return pageChange{}, false
}

func (t *tree) load(ctx context.Context, s pageState) (*loaded, error) {
	if err := t.parseAll(ctx); err != nil {
		return nil, err
	}
	a, err := scrape.Assemble(ctx, t, t.source)
	if err != nil {
		return nil, err
	}
	l := &loaded{snapshot: a.Snapshot, pages: true}
	for _, failed := range a.Failed {
		f, _ := t.file(keyOf(strings.TrimPrefix(failed.URL, strings.TrimSuffix(t.source, "/"))))
		if t.listed[f.blob] {
			continue
		}
		t.listed[f.blob] = true
		l.failed = append(l.failed, Refusal{Version: s.commit + " " + f.path, Time: s.time, Reason: failed.Err})
	}
	return l, nil
}

// maxParsed bounds the parsed pages that are kept, in bytes. Those of the present state
// are always kept: some 2,800.
const maxParsed = 24 << 20

// parseAll parses the pages of the present state that are not parsed yet, in parallel.
func (t *tree) parseAll(ctx context.Context) error {
	t.round++
	var todo []pageChange
	for key := range model.Sorted(t.files) {
		f, ok := t.file(key)
		if !ok {
			continue
		}
		if p := t.parsed[f.blob]; p != nil {
			p.round = t.round
			continue
		}
		p := &parsedPage{round: t.round}
		t.parsed[f.blob] = p
		todo = append(todo, f)
	}
	work := make(chan pageChange)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(1, len(todo))) {
		workers.Go(func() {
			for f := range work {
				t.parse(t.parsed[f.blob], f)
			}
		})
	}
	for _, f := range todo {
		if ctx.Err() != nil {
			break
		}
		work <- f
	}
	close(work)
	workers.Wait()
	for _, f := range todo {
		t.cost += t.parsed[f.blob].cost
	}
	t.forget()
	return ctx.Err()
}

// parse reads and parses one page.
func (t *tree) parse(p *parsedPage, f pageChange) {
	defer func() {
		if v := recover(); v != nil {
			p.page, p.err = nil, fmt.Errorf("internal error: reading the page panicked: %v; please report it", v)
		}
	}()
	b, err := t.read(f.blob, page.MaxSize)
	if err == nil {
		p.page, err = t.reader.Parse(b)
	}
	p.err = err
	p.cost = 1 << 10
	if p.page != nil {
		p.cost += 2 * p.page.Size
	}
}

// forget drops parsed pages that the present state does not have, the oldest first, where
// there are too many.
func (t *tree) forget() {
	for age := t.round - 1; t.cost > maxParsed && age > 0; age-- {
		oldest := t.round - age
		for blob, p := range t.parsed {
			if p.round == oldest {
				t.cost -= p.cost
				delete(t.parsed, blob)
			}
		}
	}
}

// Page implements scrape.Checkout.
func (t *tree) Page(path string) (*page.Page, error) {
	f, ok := t.file(keyOf(path))
	if !ok {
		return nil, fs.ErrNotExist
	}
	p := t.parsed[f.blob]
	if p == nil {
		return nil, errors.New("not read")
	}
	return p.page, p.err
}

// Names implements scrape.Checkout.
func (t *tree) Names(kind model.Kind) []string {
	var names []string
	for key := range t.files {
		if name, ok := strings.CutPrefix(key, string(kind)+"/"); ok {
			if _, there := t.file(key); there {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names
}
