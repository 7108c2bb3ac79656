package nightly_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// A run that stores a snapshot also writes it as plain files; every other run brings them
// up to date.
func TestLatest(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	if got := string(j.read("latest/report.md")); !strings.Contains(got, "baseline") {
		t.Errorf("the report of the first run is %q", got)
	}
	j.good(with(reference(30), word("B")), nightly.Changed)
	if got := string(j.read("latest/snapshot.json")); !strings.Contains(got, `"description": "B"`) {
		t.Error("the snapshot is not the newest")
	}
	if got, want := string(j.read("latest/report.md")), string(j.read("20260603T030000Z-214.report.md")); got != want {
		t.Errorf("the report is %q, want %q", got, want)
	}
	for _, name := range []string{"api.tl", "errors.json"} {
		if len(j.read("latest/"+name)) == 0 {
			t.Errorf("%s is empty", name)
		}
	}

	stale := func() { j.put("latest/api.tl", "stale") }
	fresh := func(why string) {
		t.Helper()
		if string(j.read("latest/api.tl")) == "stale" {
			t.Errorf("%s: stale files remain", why)
		}
	}
	stale()
	j.good(with(reference(30), word("B")), nightly.Unchanged)
	fresh("a run without changes")
	stale()
	j.bad(fails(errOutage), nightly.Failed)
	fresh("a failed run")
	j.bad(brings(withoutErrors()), nightly.Quarantined)
	if !strings.Contains(string(j.read("latest/errors.json")), "USER_ID_INVALID") {
		t.Error("a quarantined snapshot is the latest")
	}
	if _, err := j.accept(); err != nil {
		t.Fatal(err)
	}
	if j.there("latest/errors.json") {
		t.Error("the accepted snapshot, which has no errors, is not the latest")
	}
}

// If the files cannot be written, the snapshot and the report still are, in every run.
func TestLatestFails(t *testing.T) {
	j := newJob(t)
	j.put("latest", "a file")
	for i, text := range []string{"A", "B", "C"} {
		r, err := j.run(t.Context(), brings(with(reference(30), word(text))))
		var file *store.FileError
		if !errors.As(err, &file) || !strings.Contains(err.Error(), "latest") || r == nil || !r.Outcome.Good() {
			t.Fatalf("run %d: %+v, %v; want a good one that names latest", i+1, r, err)
		}
	}
	if n := len(j.matching(snapshots)); n != 3 {
		t.Errorf("%d snapshots are stored, want 3", n)
	}
	if m := j.manifest(); m.Outcome != nightly.Changed || !m.ReportsNotified {
		t.Errorf("the manifest is %+v", m)
	}
	if err := os.Remove(j.in("latest")); err != nil {
		t.Fatal(err)
	}
	j.good(with(reference(30), word("C")), nightly.Unchanged)
	if !j.there("latest/snapshot.json") {
		t.Error("the files are not written after the problem is fixed")
	}
}
