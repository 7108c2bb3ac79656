package nightly_test

import (
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
)

// What killed runs left is removed: unfinished files, and reports whose snapshot was never
// written. Nothing else is.
func TestCleanup(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		goes      bool
	}{
		{"a snapshot that was being written", ".20260605T030000Z-214.json.gz123456789", true},
		{"one that was being compressed", ".20260605T030000Z-214.json.zst123456789", true},
		{"a report that was", ".20260605T030000Z-214.report.md42", true},
		{"the other one", ".20260605T030000Z-214.report.json42", true},
		{"a quarantined one that was", ".suspect.json.gz7", true},
		{"a manifest that was", "runs/.20260605T030000Z.json5577006791947779410", true},
		{"a schema that was", "latest/.api.tl42", true},
		{"a report without its snapshot", "20260605T030000Z-214.report.md", true},
		{"the other one without it", "20260605T030000Z-214.report.json", true},
		{"the report of another layer than the snapshot's", "20260602T030000Z-215.report.md", true},

		{"the newest snapshot", "20260602T030000Z-214.json.gz", false},
		{"a report with its snapshot", "20260602T030000Z-214.report.md", false},
		{"a delta", "20260601T030000Z-214.json.zst", false},
		{"what was quarantined", "suspect.json.gz", false},
		{"a manifest", "runs/20260602T030000Z.json", false},
		{"notes", "notes.md", false},
		{"notes on the latest", "latest/notes.md", false},
		{"a report that a person wrote", "summer.report.md", false},
		{"a report of no time", "20261399T030000Z-214.report.md", false},
		{"a hidden file", ".gitignore", false},
		{"a hidden file with a number", ".cache2", false},
		{"a hidden snapshot", ".backup.json.gz", false},
		{"a file deeper down", "old/20260605T030000Z-214.report.md", false},
		{"an unfinished file deeper down, which is no run's", "old/.20260605T030000Z-214.json.gz1", false},
		{"an unfinished file of another site, whose run sees to it", "../core.telegram.org/.20260605T030000Z-214.json.gz1", false},
		{"a file beside the sites", "../.notes.md", false},
	} {
		j := newJob(t)
		j.good(reference(1), nightly.First)
		if !slices.Contains(j.files(), tc.name) {
			j.put(tc.name, "by hand")
		}
		before := j.read(tc.name)
		j.bad(fails(errOutage), nightly.Failed)

		there := j.there(tc.name)
		if there == tc.goes {
			t.Errorf("%s: %s is there after the next run: %t", tc.why, tc.name, there)
		} else if there && string(j.read(tc.name)) != string(before) {
			t.Errorf("%s: %s is not what it was", tc.why, tc.name)
		}
	}
}

// A report stays with its snapshot, whatever the form of that one.
func TestCleanupBesideAPackedOne(t *testing.T) {
	j := newJob(t)
	changedNights(j, 4)
	before := j.matching(reports)
	if !j.there("20260603T030000Z-214.json.zst") || len(before) != 6 {
		t.Fatalf("there is %v", j.files())
	}
	j.bad(fails(errOutage), nightly.Failed)
	isFiles(t, j.matching(reports), before...)
}

// The first night of all may have been killed.
func TestCleanupOnTheFirstNight(t *testing.T) {
	j := newJob(t)
	j.put(".20260605T030000Z-214.json.gz1", "half")
	j.good(reference(1), nightly.First)
	if j.there(".20260605T030000Z-214.json.gz1") {
		t.Error("the unfinished file is there")
	}
}
