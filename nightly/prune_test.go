package nightly_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
)

// changedRuns runs the job n times, each with a change, the first on June 2.
func changedRuns(j *job, n int) {
	j.t.Helper()
	j.good(reference(1), nightly.First)
	for i := 1; i < n; i++ {
		j.good(with(reference(1), word(fmt.Sprint(i))), nightly.Changed)
	}
}

// on returns the names of the snapshots of these days of June.
func on(ending string, days ...int) []string {
	var names []string
	for _, d := range days {
		names = append(names, fmt.Sprintf("202606%02dT030000Z-214.json.%s", d, ending))
	}
	return names
}

// The oldest snapshots are removed with their reports, the newest never. All others can be
// read, and all but two of them are deltas.
func TestKeepSnapshots(t *testing.T) {
	for _, tc := range []struct {
		why           string
		keep, runs    int
		deltas, whole []string
		reports       int
	}{
		{"all by default", 0, 5, on("zst", 2, 3, 4), on("gz", 5, 6), 8},
		{"a negative number means all", -1, 5, on("zst", 2, 3, 4), on("gz", 5, 6), 8},
		{"the newest", 1, 5, nil, on("gz", 6), 2},
		{"the newest two", 2, 5, nil, on("gz", 5, 6), 4},
		{"the newest three, one of which is a delta", 3, 5, on("zst", 4), on("gz", 5, 6), 6},
		{"as many as there are", 5, 5, on("zst", 2, 3, 4), on("gz", 5, 6), 8},
		{"more than there are", 6, 5, on("zst", 2, 3, 4), on("gz", 5, 6), 8},
		{"the first one is the newest", 1, 1, nil, on("gz", 2), 0},
	} {
		j := newJob(t)
		j.KeepSnapshots = tc.keep
		changedRuns(j, tc.runs)
		t.Log(tc.why)
		isFiles(t, j.matching(snapshots), slices.Concat(tc.deltas, tc.whole)...)
		if n := len(j.matching(reports)); n != tc.reports {
			t.Errorf("%d reports are kept, want %d", n, tc.reports)
		}
		if _, s := j.newest(); tc.runs > 1 && s.Methods[numbered("users.method", 0)].Description != fmt.Sprint(tc.runs-1) {
			t.Error("the newest snapshot is not that of the last run")
		}
		j.canBeRead()
	}
}

// The first run that prunes removes both forms of a snapshot, which a kill may have left.
func TestKeepFewerSnapshots(t *testing.T) {
	j := newJob(t)
	changedRuns(j, 6)
	j.put("20260602T030000Z-214.json.gz", "left by a kill")
	j.KeepSnapshots = 4
	j.good(with(reference(1), word("last")), nightly.Changed)
	isFiles(t, j.matching(snapshots), slices.Concat(on("zst", 5, 6), on("gz", 7, 8))...)
	if n := len(j.matching(reports)); n != 8 {
		t.Errorf("%d reports are kept, want 8", n)
	}
	j.canBeRead()
}

// Runs that store nothing remove no snapshots.
func TestKeepSnapshotsInOtherRuns(t *testing.T) {
	j := newJob(t)
	changedRuns(j, 3)
	j.put("notes.md", "by hand")
	j.put("suspect.json.gz", "aside")
	j.KeepSnapshots = 2
	want := []string{"20260603T030000Z-214.json.gz", "20260604T030000Z-214.json.gz"}
	j.bad(fails(errOutage), nightly.Failed)
	isFiles(t, j.matching(snapshots), want...)
	j.bad(fails(context.Canceled), nightly.Interrupted)
	isFiles(t, j.matching(snapshots), want...)
	isFiles(t, j.matching("notes|suspect"), "notes.md", "suspect.json.gz")
}

// A negative number of manifests means the default.
func TestKeepRunsNegative(t *testing.T) {
	j := newJob(t)
	j.KeepRuns = -1
	defer func() {
		if broken := recover(); broken != nil {
			t.Errorf("it panics: %v", broken)
		}
	}()
	j.good(reference(1), nightly.First)
	j.good(reference(1), nightly.Unchanged)
	if n := len(j.matching(manifests)); n == 0 {
		t.Error("no manifest is left")
	}
}

// The manifests of the last good run and of the run that reported the outage stay, however
// long the outage lasts.
func TestKeepRunsInOutage(t *testing.T) {
	j := newJob(t)
	j.KeepRuns = 3
	j.good(reference(1), nightly.First)                               // June 2
	j.good(reference(1), nightly.Unchanged)                           // June 3: good
	j.good(with(reference(1), word("B")), nightly.Changed)            // June 4: the last good one
	if r, _ := j.bad(fails(errOutage), nightly.Failed); !r.Notified { // June 5: reported
		t.Error("the outage is not reported")
	}
	for range 10 {
		if r, _ := j.bad(fails(errOutage), nightly.Failed); r.Notified {
			t.Error("the outage is reported again")
		}
	}
	isFiles(t, j.matching(manifests), "runs/20260604T030000Z.json", "runs/20260605T030000Z.json",
		"runs/20260613T030000Z.json", "runs/20260614T030000Z.json", "runs/20260615T030000Z.json")

	if r := j.good(with(reference(1), word("B")), nightly.Unchanged); len(r.Notices) != 1 {
		t.Errorf("the notices are %q, want the end of the outage", r.Notices)
	}
	j.good(with(reference(1), word("B")), nightly.Unchanged)
	if n := len(j.matching(manifests)); n != 3 {
		t.Errorf("%d manifests are kept after the outage, want 3", n)
	}
}

// Other files in the folder of manifests stay.
func TestKeepRunsKeepsOtherFiles(t *testing.T) {
	j := newJob(t)
	j.KeepRuns = 2
	strangers := []string{"runs/2026.json", "runs/README", "runs/a.json", "runs/old/20260101T030000Z.json"}
	for _, name := range strangers {
		j.put(name, "by hand")
	}
	j.good(reference(1), nightly.First)
	for range 5 {
		j.good(reference(1), nightly.Unchanged)
	}
	got := j.files()
	for _, name := range strangers {
		if !slices.Contains(got, name) {
			t.Errorf("%s is missing", name)
		}
	}
}
