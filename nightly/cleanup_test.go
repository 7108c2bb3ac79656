package nightly_test

import (
	"slices"
	"testing"

	"github.com/tlcrawl/tlcrawl/nightly"
)

// Leftovers of killed runs are removed: unfinished files, and reports whose snapshot was
// never written. Other files stay.
func TestCleanup(t *testing.T) {
	for _, tc := range []struct {
		why, name string
		goes      bool
	}{
		{"an unfinished snapshot", ".20260605T030000Z-214.json.gz123456789", true},
		{"an unfinished delta", ".20260605T030000Z-214.json.zst123456789", true},
		{"an unfinished Markdown report", ".20260605T030000Z-214.report.md42", true},
		{"an unfinished JSON report", ".20260605T030000Z-214.report.json42", true},
		{"an unfinished quarantined snapshot", ".suspect.json.gz7", true},
		{"an unfinished manifest", "runs/.20260605T030000Z.json5577006791947779410", true},
		{"an unfinished schema", "latest/.api.tl42", true},
		{"a report without its snapshot", "20260605T030000Z-214.report.md", true},
		{"a JSON report without its snapshot", "20260605T030000Z-214.report.json", true},
		{"the report of another layer than the snapshot's", "20260602T030000Z-215.report.md", true},

		{"the newest snapshot", "20260602T030000Z-214.json.gz", false},
		{"a report with its snapshot", "20260602T030000Z-214.report.md", false},
		{"a delta", "20260601T030000Z-214.json.zst", false},
		{"a quarantined snapshot", "suspect.json.gz", false},
		{"a manifest", "runs/20260602T030000Z.json", false},
		{"notes", "notes.md", false},
		{"notes in latest", "latest/notes.md", false},
		{"a report with another name", "summer.report.md", false},
		{"a report with an invalid time", "20261399T030000Z-214.report.md", false},
		{"a hidden file", ".gitignore", false},
		{"a hidden file with a number", ".cache2", false},
		{"a hidden snapshot", ".backup.json.gz", false},
		{"a file in a subfolder", "old/20260605T030000Z-214.report.md", false},
		{"an unfinished file in a subfolder", "old/.20260605T030000Z-214.json.gz1", false},
		{"an unfinished file of another site", "../core.telegram.org/.20260605T030000Z-214.json.gz1", false},
		{"a file next to the sites", "../.notes.md", false},
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
			t.Errorf("%s: %s exists after the next run: %t", tc.why, tc.name, there)
		} else if there && string(j.read(tc.name)) != string(before) {
			t.Errorf("%s: %s has changed", tc.why, tc.name)
		}
	}
}

// A report stays with its snapshot, delta or not.
func TestCleanupKeepsReportsOfDeltas(t *testing.T) {
	j := newJob(t)
	changedRuns(j, 4)
	before := j.matching(reports)
	if !j.there("20260603T030000Z-214.json.zst") || len(before) != 6 {
		t.Fatalf("got %v", j.files())
	}
	j.bad(fails(errOutage), nightly.Failed)
	isFiles(t, j.matching(reports), before...)
}

// The first run may have been killed.
func TestCleanupOnFirstRun(t *testing.T) {
	j := newJob(t)
	j.put(".20260605T030000Z-214.json.gz1", "half")
	j.good(reference(1), nightly.First)
	if j.there(".20260605T030000Z-214.json.gz1") {
		t.Error("the unfinished file still exists")
	}
}
