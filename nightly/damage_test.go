package nightly_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// A run does not fail because of damage from an earlier one.
func TestDamagedManifest(t *testing.T) {
	for _, tc := range []struct{ why, body string }{
		{"empty", ""},
		{"cut", `{"version":"v1.2.3","outcome":"fir`},
		{"zeros", "\x00\x00\x00\x00"},
		{"another shape", `["first"]`},
		{"empty", "{}"},
		{"null", "null"},
		{"of a later version", `{"outcome":"postponed","moon":"full"}`},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			j.Metrics = j.Dir + ".prom"
			j.good(reference(30), nightly.First)
			j.put("runs/20260602T030000Z.json", tc.body)
			j.good(reference(30), nightly.Unchanged)
			j.put("runs/20260603T030000Z.json", tc.body)
			j.bad(fails(errOutage), nightly.Failed)
			if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) != 1 {
				t.Errorf("the notices are %q, want the end of the outage", r.Notices)
			}
			list, err := nightly.StatusOf(j.Folder, j.now, time.Hour)
			if err != nil || len(list) != 1 || list[0].Overdue {
				t.Errorf("%v, %v", list, err)
			}
			_ = list[0].String()
		})
	}
}

// A folder with the name of a manifest is ignored.
func TestFolderNamedLikeManifest(t *testing.T) {
	j := newJob(t)
	j.good(reference(1), nightly.First)
	j.put("runs/20260101T030000Z.json/file", "by hand")
	j.good(reference(1), nightly.Unchanged)
	if history, err := nightly.Manifests(j.Folder, site); err != nil || len(history) != 2 {
		t.Errorf("%d manifests, %v; want 2", len(history), err)
	}
}

// A damaged newest snapshot is reported, left in place, and replaced by the newest readable
// one in the comparison.
func TestDamagedSnapshot(t *testing.T) {
	for _, tc := range []struct {
		why    string
		damage func(whole string) string
	}{
		{"empty, after a full disk", func(string) string { return "" }},
		{"cut", func(s string) string { return s[:len(s)/2] }},
		{"truncated by one byte", func(s string) string { return s[:len(s)-1] }},
		{"a flipped byte", func(s string) string { return s[:len(s)-6] + "\xff" + s[len(s)-5:] }},
		{"something else", func(string) string { return "by hand" }},
		{"of a later version", func(string) string { return `{"schema_version":99}` }},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			j.good(reference(30), nightly.First)
			j.good(with(reference(30), word("B")), nightly.Changed)
			const newest = "20260603T030000Z-214.json.gz"
			damaged := tc.damage(string(j.read(newest)))
			j.put(newest, damaged)
			before := j.matching("json.gz|report")

			r := j.good(with(reference(30), word("C")), nightly.Changed)
			if len(r.Damaged) != 1 || !strings.Contains(r.Damaged[0], j.in(newest)) || len(r.Notices) != 1 || !strings.Contains(r.Notices[0], newest) {
				t.Errorf("damaged %q, notices %q; want %s in both", r.Damaged, r.Notices, newest)
			}
			if m := j.manifest(); len(m.Damaged) != 1 {
				t.Errorf("the manifest is %+v", m)
			}
			isFiles(t, j.matching(`^20260603T030000Z-214\.json\.gz$`), newest)
			if got := string(j.read(newest)); got != damaged || len(before) == 0 {
				t.Error("the damaged file has changed")
			}
			if r := j.good(with(reference(30), word("C")), nightly.Unchanged); len(r.Notices) > 0 {
				t.Errorf("the next run reports %q again", r.Notices)
			}
		})
	}
}

// If a report cannot be written, nothing is stored, and the next run reports the change.
func TestReportCannotBeWritten(t *testing.T) {
	for _, name := range []string{"20260603T030000Z-214.report.md", "20260603T030000Z-214.report.json"} {
		t.Run(name, func(t *testing.T) {
			j := newJob(t)
			j.good(reference(30), nightly.First)
			r, err := j.bad(func(ctx context.Context) (*nightly.CrawlResult, error) {
				j.put(name+"/file", "in the way")
				return brings(with(reference(30), word("B")))(ctx)
			}, nightly.Failed)
			var file *store.FileError
			if !errors.As(err, &file) || file.Name != j.in(name) || !r.Notified {
				t.Errorf("got %v, reported %t; want a FileError of %s, reported", err, r.Notified, name)
			}
			if r.Report != nil || len(r.Changes) > 0 || len(r.Files) > 0 {
				t.Errorf("a failed run has report %v, changes %v and files %v", r.Report != nil, r.Changes, r.Files)
			}
			isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")

			if err := os.RemoveAll(j.in(name)); err != nil {
				t.Fatal(err)
			}
			if r := j.good(with(reference(30), word("B")), nightly.Changed); r.Report == nil || len(r.Notices) != 1 {
				t.Errorf("the next run: %+v", r)
			}
			if n := len(j.matching(reports)); n != 2 {
				t.Errorf("%d reports are stored, want 2", n)
			}
		})
	}
}

// A failure to write the manifest does not affect the stored snapshot.
func TestManifestCannotBeWritten(t *testing.T) {
	j := newJob(t)
	r, err := j.run(t.Context(), func(ctx context.Context) (*nightly.CrawlResult, error) {
		j.put("runs", "in the way")
		return brings(reference(1))(ctx)
	})
	if err == nil || !strings.Contains(err.Error(), j.in("runs")) || r == nil || r.Outcome != nightly.First {
		t.Errorf("got %+v, %v; want the result of the run, and an error that names the folder", r, err)
	}
	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")
}
