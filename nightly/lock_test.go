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

// While a run uses a folder, another run fails and changes nothing.
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
		{"the same site again: a refused run does not release the lock", source},
		{"another site in the same folder", "https://core.telegram.org"},
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
			t.Errorf("%s: got %+v, %v; want a LockedError", tc.why, r, err)
			continue
		}
		host, _ := os.Hostname()
		for _, word := range []string{j.Dir, fmt.Sprintf("process %d", os.Getpid()), host, "2026-06-01T03:00:00Z"} {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q does not contain %q", tc.why, err, word)
			}
		}
	}
	if got := j.files(); len(got) > 0 {
		t.Errorf("files were created: %v", got)
	}

	close(free)
	if err := <-ended; err != nil {
		t.Errorf("the first run: %v", err)
	}
	j.good(reference(30), nightly.Unchanged)
}

// However a run ends, it releases the lock.
func TestLockIsReleased(t *testing.T) {
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

// The lock file of a process that has ended is not a lock, whatever it contains.
func TestStaleLockFile(t *testing.T) {
	for _, text := range []string{"", "{", "\x00\x00", `{"pid":1,"host":"another","since":"2026-01-01T03:00:00Z"}`} {
		j := newJob(t)
		j.put("../.lock", text)
		j.good(reference(1), nightly.First)
	}
}

// If a lock cannot be created, the error names the folder.
func TestLockFails(t *testing.T) {
	j := newJob(t)
	if err := os.WriteFile(j.Dir, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := j.run(t.Context(), brings(reference(1))); r != nil || err == nil || !strings.Contains(err.Error(), filepath.Base(j.Dir)) {
		t.Errorf("got %+v, %v", r, err)
	}
}
