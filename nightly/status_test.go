package nightly_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// The status of a job is a few lines.
func TestStatus(t *testing.T) {
	const age = 36 * time.Hour
	for _, tc := range []struct {
		why     string
		runs    func(*job)
		later   time.Duration
		overdue bool
		says    []string
		not     []string
	}{
		{"the first run was good", func(j *job) { j.good(reference(30), nightly.First) }, time.Hour, false,
			[]string{site + ": OK", "2026-06-02 03:00 UTC", "layer 214", "300 pages", "310 requests", "snapshots      1"}, []string{"last run ", "last change"}},
		{"a change, and a run without changes", func(j *job) {
			j.good(reference(30), nightly.First)
			j.good(with(reference(30), word("B")), nightly.Changed)
			j.good(with(reference(30), word("B")), nightly.Unchanged)
		}, time.Hour, false,
			[]string{": OK", "last good run  2026-06-04", "last change    2026-06-03 03:00 UTC: 1 docs\n", "snapshots      2"}, []string{"breaking", "last run "}},
		{"an outage", func(j *job) {
			j.good(reference(30), nightly.First)
			j.bad(fails(errOutage), nightly.Failed)
		}, time.Hour, false,
			[]string{": failing", "last good run  2026-06-02", "last run       2026-06-03", "failed", "502"}, []string{"OVERDUE"}},
		{"a quarantine", func(j *job) {
			j.good(reference(30), nightly.First)
			j.bad(brings(withoutErrors()), nightly.Quarantined)
		}, time.Hour, false,
			[]string{": failing", "suspect", "errors", "snapshots      1"}, nil},
		{"an outage of three runs", func(j *job) {
			j.good(reference(30), nightly.First)
			for range 3 {
				j.bad(fails(errOutage), nightly.Failed)
			}
		}, time.Hour, true,
			[]string{": OVERDUE\n", "last good run  2026-06-02", "last run       2026-06-05", "502"}, []string{"failing"}},
		{"the job no longer runs", func(j *job) { j.good(reference(30), nightly.First) }, 37 * time.Hour, true,
			[]string{": OVERDUE\n", "last good run  2026-06-02"}, []string{"last run "}},
		{"exactly the maximum age", func(j *job) { j.good(reference(30), nightly.First) }, age, false, []string{": OK"}, nil},
		{"no good run yet", func(j *job) { j.bad(fails(errOutage), nightly.Failed) }, time.Hour, true,
			[]string{": OVERDUE, no good run yet", "last run       2026-06-02", "snapshots      0"}, []string{"last good run"}},
		{"the only run was interrupted", func(j *job) { j.bad(fails(context.Canceled), nightly.Interrupted) }, time.Hour, true,
			[]string{"OVERDUE", "interrupted"}, nil},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			tc.runs(j)
			list, err := nightly.StatusOf(j.Folder, j.now.Add(tc.later), age)
			if err != nil || len(list) != 1 {
				t.Fatalf("%v, %v; want one job", list, err)
			}
			if list[0].Overdue != tc.overdue || list[0].Site != site {
				t.Errorf("overdue: %t, want %t; site %s", list[0].Overdue, tc.overdue, list[0].Site)
			}
			text := list[0].String()
			for _, word := range tc.says {
				if !strings.Contains(text, word) {
					t.Errorf("it does not contain %q:\n%s", word, text)
				}
			}
			for _, word := range tc.not {
				if strings.Contains(text, word) {
					t.Errorf("it contains %q:\n%s", word, text)
				}
			}
			if n := strings.Count(text, "\n"); n > 5 || !strings.HasSuffix(text, "\n") {
				t.Errorf("%d lines:\n%s", n, text)
			}
		})
	}
}

// Each site with runs has its lines, in a fixed order.
func TestStatusOfSeveralSites(t *testing.T) {
	j := newJob(t)
	j.good(reference(1), nightly.First)
	j.Source = "https://core.telegram.org"
	j.bad(fails(errOutage), nightly.Failed)
	for _, name := range []string{"../README.md", "../old/20260602T030000Z-214.json.gz", "../notes/runs/README", "../empty/runs/2026.json"} {
		j.put(name, "by hand")
	}
	list, err := nightly.StatusOf(j.Folder, j.now, time.Hour)
	if err != nil || len(list) != 2 || list[0].Site != "core.telegram.org" || list[1].Site != site {
		t.Fatalf("%v, %v", list, err)
	}
	if list[0].Good != nil || list[1].Good == nil || list[1].Last.Outcome != nightly.First {
		t.Errorf("the jobs are mixed up: %+v", list)
	}
}

// A missing folder is an error that says how to create it; an empty one has no jobs.
func TestStatusWithoutJobs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	_, err := nightly.StatusOf(store.Dir(dir), time.Time{}, time.Hour)
	var file *store.FileError
	if !errors.As(err, &file) || file.Name != dir || !strings.Contains(err.Error(), "nightly") {
		t.Errorf("got %v", err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if list, err := nightly.StatusOf(store.Dir(dir), time.Time{}, time.Hour); err != nil || len(list) > 0 {
		t.Errorf("%v, %v; want none", list, err)
	}
}
