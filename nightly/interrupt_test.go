package nightly_test

import (
	"context"
	"errors"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
)

// An interrupted run leaves a manifest that says so, and nothing else.
func TestInterrupted(t *testing.T) {
	for _, tc := range []struct {
		why  string
		make func(*job)
		want []string
	}{
		{"on the first run", func(*job) {}, nil},
		{"on a later run", func(j *job) { j.good(reference(30), nightly.First) }, []string{"20260602T030000Z-214.json.gz"}},
	} {
		j := newJob(t)
		tc.make(j)
		ctx, stop := context.WithCancel(t.Context())
		r, err := j.run(ctx, func(ctx context.Context) (*nightly.CrawlResult, error) {
			stop()
			<-ctx.Done()
			return &nightly.CrawlResult{Traffic: nightly.Traffic{Requests: 17}}, ctx.Err()
		})
		if !errors.Is(err, context.Canceled) || r == nil || r.Outcome != nightly.Interrupted || r.Notified || len(r.Notices) > 0 {
			t.Errorf("%s: %+v, %v", tc.why, r, err)
		}
		isFiles(t, j.matching(`json\.gz`), tc.want...)
		if m := j.manifest(); m.Outcome != nightly.Interrupted || m.Traffic.Requests != 17 || m.Error == "" {
			t.Errorf("%s: the manifest is %+v", tc.why, m)
		}
	}
}

// An exceeded deadline is a failure, not an interruption.
func TestDeadline(t *testing.T) {
	j := newJob(t)
	if r, _ := j.bad(fails(context.DeadlineExceeded), nightly.Failed); !r.Notified {
		t.Error("it is not reported")
	}
}
