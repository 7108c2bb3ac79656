package scrape_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
)

// juggler is a Source that holds back the pages of entities until all of them have been
// requested, and then returns them one by one.
type juggler struct {
	memory
	waiting chan held
}

// held is a request that waits for its response.
type held struct {
	path string
	free chan struct{}
}

func (j *juggler) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	if strings.Count(r.Path, "/") > 1 && r.Path != "/api/errors.json" {
		h := held{r.Path, make(chan struct{})}
		j.waiting <- h
		<-h.free
	}
	return j.memory.Get(ctx, r)
}

func (h held) compare(other held) int { return strings.Compare(h.path, other.path) }

// juggle answers n requests, in the order that shuffle gives them, each after the page
// before it has been read.
func (j *juggler) juggle(n int, read <-chan struct{}, shuffle func([]held)) {
	var hands []held
	for range n {
		hands = append(hands, <-j.waiting)
	}
	shuffle(hands)
	for _, h := range hands {
		close(h.free)
		<-read
	}
}

// The same pages give the same bytes and the same lists, in whatever order they arrive,
// stubs and failures included.
func TestCrawlOrder(t *testing.T) {
	w := sampleWorld()
	script := func(path string, _ int) reply {
		switch path {
		case "/method/stickers.checkShortName", "/constructor/boolTrue":
			return shows([]byte(stub))
		case "/method/account.checkUsername", "/type/Bool":
			return broken(path)
		}
		return nil
	}
	run := func(t *testing.T, shuffle func([]held)) (string, []string) {
		n := len(w.pages()) - 2
		j := &juggler{memory: memory{pages: w.pages(), script: script}, waiting: make(chan held)}
		read := make(chan struct{})
		go j.juggle(n, read, shuffle)
		r := mustCrawl(t, j, scrape.Options{
			Kinds: model.Kinds, Parallel: n, MaxAttempts: 1, AllowPartial: true,
			Progress: func(int, int) { read <- struct{}{} },
		})
		return encoded(t, r.Snapshot), r.Undocumented
	}
	want, undocumented := run(t, func([]held) {})
	if diff := cmp.Diff([]string{"/method/stickers.checkShortName", "/constructor/boolTrue"}, undocumented); diff != "" {
		t.Errorf("undocumented, in the order of the index (-want +got)\n%s", diff)
	}
	for _, tc := range []struct {
		name, why string
		shuffle   func([]held)
	}{
		{"by name", "not the order of the index", func(hands []held) { slices.SortFunc(hands, held.compare) }},
		{"backwards", "in reverse order", func(hands []held) { slices.SortFunc(hands, held.compare); slices.Reverse(hands) }},
		{"shuffled", "in random order", func(hands []held) { shuffled(hands, 1) }},
		{"shuffled again", "in another random order", func(hands []held) { shuffled(hands, 2) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, list := run(t, tc.shuffle)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tc.why, diff)
			}
			if diff := cmp.Diff(undocumented, list); diff != "" {
				t.Errorf("%s (-want +got)\n%s", tc.why, diff)
			}
		})
	}
}

// shuffled returns a random order that depends only on the seed.
func shuffled(hands []held, seed uint64) {
	rand.New(rand.NewPCG(seed, seed)).Shuffle(len(hands), func(i, k int) { hands[i], hands[k] = hands[k], hands[i] })
}
