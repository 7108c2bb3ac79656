package nightly_test

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
)

// heard makes a job count its notices, and fail to pass them on while broken is set.
func heard(j *job) (reports *int, broken *bool) {
	reports, broken = new(0), new(false)
	j.Notify = func(_ context.Context, n nightly.Notice) error {
		if *broken {
			return errors.New("write /dev/stdout: no space left on device")
		}
		if n.Report != nil {
			*reports++
		}
		return nil
	}
	return reports, broken
}

// If a run could not pass a report on, the next run does.
func TestPendingReport(t *testing.T) {
	for _, tc := range []struct {
		why  string
		lose func(t *testing.T, j *job, broken *bool)
	}{
		{"standard output was full", func(t *testing.T, j *job, broken *bool) {
			*broken = true
			if _, err := j.run(t.Context(), brings(with(reference(30), word("B")))); err == nil {
				t.Error("a failed notification is not an error")
			}
			*broken = false
		}},
		{"the run was killed before its manifest", func(t *testing.T, j *job, _ *bool) {
			j.Notify = nil
			j.good(with(reference(30), word("B")), nightly.Changed)
			if err := os.Remove(j.in("runs/20260604T030000Z.json")); err != nil {
				t.Fatal(err)
			}
		}},
		{"the run was interrupted", func(t *testing.T, j *job, _ *bool) {
			ctx, cancel := context.WithCancel(t.Context())
			if _, err := j.run(ctx, func(ctx context.Context) (*nightly.CrawlResult, error) {
				cancel()
				return brings(with(reference(30), word("B")))(ctx)
			}); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			reports, broken := heard(j)
			j.good(reference(30), nightly.First)
			j.good(reference(30), nightly.Unchanged)
			notify := j.Notify
			tc.lose(t, j, broken)
			j.Notify = notify
			if *reports != 0 {
				t.Fatalf("%d reports were passed on", *reports)
			}
			j.good(with(reference(30), word("B")), nightly.Unchanged)
			if *reports != 1 {
				t.Errorf("the next run passed on %d reports, want 1", *reports)
			}
			j.good(with(reference(30), word("B")), nightly.Unchanged)
			if *reports != 1 {
				t.Errorf("the run after it passed on the report again")
			}
		})
	}
}

// A problem of another kind during an outage is reported, once.
func TestNewKindOfProblem(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	full := &os.PathError{Op: "write", Path: "data", Err: errors.New("no space left on device")}
	for i, tc := range []struct {
		err      error
		reported bool
	}{{errOutage, true}, {errOutage, false}, {full, true}, {errOutage, false}, {full, false}} {
		if r, _ := j.bad(fails(tc.err), nightly.Failed); r.Notified != tc.reported {
			t.Errorf("run %d: reported %t, want %t", i+1, r.Notified, tc.reported)
		}
	}
}
