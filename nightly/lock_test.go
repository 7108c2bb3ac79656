package nightly_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// While one run uses a folder, another one names it and changes nothing.
func TestLock(t *testing.T) {
	j := newJob(t)
	started, free, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	first := j.Options
	first.Crawl = func(ctx context.Context) (*nightly.CrawlResult, error) {
		close(started)
		<-free
		return brings(reference(30))(ctx)
	}
	go func() {
		_, err := nightly.Run(t.Context(), first)
		ended <- err
	}()
	<-started

	for _, tc := range []struct{ why, source string }{
		{"the same site", source},
		{"the same site again: to be refused does not free the way", source},
		{"another site: the folder is one", "https://core.telegram.org"},
	} {
		second := j.Options
		second.Source = tc.source
		second.Crawl = func(context.Context) (*nightly.CrawlResult, error) {
			t.Errorf("%s: a second run crawls", tc.why)
			return nil, errOutage
		}
		r, err := nightly.Run(t.Context(), second)
		var busy *store.LockedError
		if !errors.As(err, &busy) || r != nil || busy.Dir != j.Dir {
			t.Errorf("%s: got %+v, %v; want a BusyError", tc.why, r, err)
			continue
		}
		host, _ := os.Hostname()
		for _, word := range []string{j.Dir, fmt.Sprintf("process %d", os.Getpid()), host, "2026-06-01T03:00:00Z"} {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q does not say %q", tc.why, err, word)
			}
		}
	}
	if got := j.files(); len(got) > 0 {
		t.Errorf("files were made: %v", got)
	}

	close(free)
	if err := <-ended; err != nil {
		t.Errorf("the first run: %v", err)
	}
	j.good(reference(30), nightly.Unchanged)
}

// However a run ends, it releases the lock.
func TestLockIsFreed(t *testing.T) {
	for _, tc := range []struct {
		why   string
		crawl nightly.Crawl
		want  nightly.Outcome
	}{
		{"an outage", fails(errOutage), nightly.Failed},
		{"stopped", fails(context.Canceled), nightly.Interrupted},
	} {
		j := newJob(t)
		j.bad(tc.crawl, tc.want)
		if r, err := j.run(t.Context(), brings(reference(1))); err != nil || r.Outcome != nightly.First {
			t.Errorf("after %s: %+v, %v", tc.why, r, err)
		}
	}
}

// A file that an ended process left is not a lock, whatever it contains.
func TestLockOfTheDead(t *testing.T) {
	for _, text := range []string{"", "{", "\x00\x00", `{"pid":1,"host":"another","since":"2026-01-01T03:00:00Z"}`} {
		j := newJob(t)
		j.put("../.lock", text)
		j.good(reference(1), nightly.First)
	}
}

// A lock that cannot be created names the folder.
func TestLockFails(t *testing.T) {
	j := newJob(t)
	if err := os.WriteFile(j.Dir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := j.run(t.Context(), brings(reference(1))); r != nil || err == nil || !strings.Contains(err.Error(), filepath.Base(j.Dir)) {
		t.Errorf("got %+v, %v", r, err)
	}
}
