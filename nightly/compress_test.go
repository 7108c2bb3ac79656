package nightly_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// Older snapshots are delta-compressed by runs that store a new one, and by no other.
func TestCompress(t *testing.T) {
	for _, tc := range []struct {
		why string
		run func(*job)
		// deltas and whole are the files after three runs with a change and this one.
		deltas, whole []string
	}{
		{"a run with a change", func(j *job) { j.good(with(reference(1), word("new")), nightly.Changed) }, on("zst", 2, 3), on("gz", 4, 5)},
		{"a run without a change", func(j *job) { j.good(with(reference(1), word("2")), nightly.Unchanged) }, nil, on("gz", 2, 3, 4)},
		{"an outage", func(j *job) { j.bad(fails(errOutage), nightly.Failed) }, nil, on("gz", 2, 3, 4)},
		{"an interrupted run", func(j *job) { j.bad(fails(context.Canceled), nightly.Interrupted) }, nil, on("gz", 2, 3, 4)},
	} {
		j := newJob(t)
		changedRuns(j, 2)
		before := j.read("20260602T030000Z-214.json.gz")
		j.good(with(reference(1), word("2")), nightly.Changed)
		if err := os.Remove(j.in("20260602T030000Z-214.json.zst")); err != nil {
			t.Fatal(err)
		}
		j.put("20260602T030000Z-214.json.gz", string(before)) // as if killed during compression
		tc.run(j)
		t.Log(tc.why)
		isFiles(t, j.matching(snapshots), slices.Concat(tc.deltas, tc.whole)...)
		j.canBeRead()
		if m := j.manifest(); m.Outcome.Good() && m.Snapshot != tc.whole[len(tc.whole)-1] {
			t.Errorf("the manifest names %s", m.Snapshot)
		}
	}
}

// A failure to compress does not affect the outcome of the run.
func TestCompressFails(t *testing.T) {
	j := newJob(t)
	changedRuns(j, 2)
	j.put("20260602T030000Z-214.json.zst/file", "in the way")
	r, err := j.run(t.Context(), brings(with(reference(1), word("new"))))
	var file *store.FileError
	if !errors.As(err, &file) || file.Name != j.in("20260602T030000Z-214.json.zst") {
		t.Errorf("%v, want a FileError of the folder", err)
	}
	if r == nil || r.Outcome != nightly.Changed || r.Report == nil || len(r.Files) != 3 || j.manifest().Outcome != nightly.Changed {
		t.Errorf("the run is %+v", r)
	}
	isFiles(t, j.matching(snapshots), on("gz", 2, 3, 4)...)
	j.canBeRead()

	if err := os.RemoveAll(j.in("20260602T030000Z-214.json.zst")); err != nil {
		t.Fatal(err)
	}
	j.good(with(reference(1), word("newer")), nightly.Changed)
	isFiles(t, j.matching(snapshots), slices.Concat(on("zst", 2, 3), on("gz", 4, 5))...)
	j.canBeRead()
}

// The newest snapshot may be removed by hand if it cannot be read: no other depends on it.
func TestCompressedWithoutNewest(t *testing.T) {
	j := newJob(t)
	changedRuns(j, 5)
	if err := os.Remove(j.in(on("gz", 6)[0])); err != nil {
		t.Fatal(err)
	}
	j.canBeRead()
	j.good(with(reference(1), word("new")), nightly.Changed)
	isFiles(t, j.matching(snapshots), slices.Concat(on("zst", 2, 3, 4), on("gz", 5, 7))...)
	j.canBeRead()
}
