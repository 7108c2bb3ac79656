package nightly_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/report"
)

func isFiles(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("files (-want +got)\n%s", diff)
	}
}

// The first run stores its snapshot and reports nothing.
func TestFirstRun(t *testing.T) {
	j := newJob(t)
	r := j.good(reference(30), nightly.First)
	isFiles(t, j.files(), "20260602T030000Z-214.json.gz", "runs/20260602T030000Z.json")
	if r.Report != nil || len(r.Notices) > 0 || r.Notified || r.Changes != nil {
		t.Errorf("unexpected notices: %+v", r)
	}
	isFiles(t, r.Files, j.in("20260602T030000Z-214.json.gz"))
	if _, s := j.newest(); !cmp.Equal(s, reference(30)) {
		t.Error("the stored snapshot differs")
	}
}

// A run without changes stores its manifest and nothing else.
func TestUnchangedRun(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	before := j.read("20260602T030000Z-214.json.gz")
	r := j.good(reference(30), nightly.Unchanged)
	isFiles(t, j.files(), "20260602T030000Z-214.json.gz", "runs/20260602T030000Z.json", "runs/20260603T030000Z.json")
	if !bytes.Equal(before, j.read("20260602T030000Z-214.json.gz")) {
		t.Error("the snapshot was written again")
	}
	if r.Report != nil || len(r.Notices) > 0 || len(r.Files) > 0 || r.Snapshot != "20260602T030000Z-214.json.gz" {
		t.Errorf("%+v", r)
	}
}

// A run with changes stores the snapshot and two reports.
func TestChangedRun(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	j.good(reference(30), nightly.Unchanged)
	r := j.good(with(reference(30), func(s *model.Snapshot) {
		s.Layer = 215
		word("Does something else.")(s)
		delete(s.Methods, numbered("users.method", 7))
		s.Methods[numbered("users.method", 8)].Errors = nil
	}), nightly.Changed)

	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz", "20260604T030000Z-215.json.gz")
	isFiles(t, j.matching(reports), "20260604T030000Z-215.report.json", "20260604T030000Z-215.report.md")
	isFiles(t, r.Files, j.in("20260604T030000Z-215.json.gz"), j.in("20260604T030000Z-215.report.md"), j.in("20260604T030000Z-215.report.json"))
	if r.Report == nil || r.Report.Old.Layer != 214 || r.Report.New.Layer != 215 {
		t.Fatalf("report: %+v", r.Report)
	}
	if diff := cmp.Diff(r.Report.Summary.Levels, r.Changes); diff != "" {
		t.Errorf("the manifest and the report count different changes (-report +manifest)\n%s", diff)
	}
	for _, level := range []diff.Level{diff.Breaking, diff.Compatible, diff.Docs} {
		if r.Changes[level] == 0 {
			t.Errorf("no change is %s: %v", level, r.Changes)
		}
	}

	var b bytes.Buffer
	if err := report.Markdown(&b, r.Report, report.Options{}); err != nil || !bytes.Equal(b.Bytes(), j.read("20260604T030000Z-215.report.md")) {
		t.Errorf("the report in Markdown differs: %v", err)
	}
	var report diff.Report
	if err := json.Unmarshal(j.read("20260604T030000Z-215.report.json"), &report); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(*r.Report, report, cmpopts.IgnoreUnexported(diff.Change{})); diff != "" {
		t.Errorf("the report in JSON differs (-result +file)\n%s", diff)
	}
}

// A, B and A again are two changes: runs compare with the newest snapshot.
func TestChangeAndRevert(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	j.good(with(reference(30), word("B")), nightly.Changed)
	j.good(reference(30), nightly.Changed)
	j.good(reference(30), nightly.Unchanged)
	if n := len(j.matching(snapshots)); n != 3 {
		t.Errorf("%d snapshots are stored, want 3", n)
	}
}

// The manifest is the record of the run, and the caller gets it.
func TestManifest(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	r := j.good(with(reference(30), word("B")), nightly.Changed)
	at := time.Date(2026, 6, 3, 3, 0, 0, 0, time.UTC)
	want := &nightly.Manifest{
		Version: "v1.2.3", Source: source, Started: at, Finished: at, Outcome: nightly.Changed,
		Traffic: nightly.Traffic{Requests: 310, Retries: 7, Bytes: 123456}, Layers: map[string]int{"pages": 214},
		Pages: 300, Undocumented: 3, Snapshot: "20260603T030000Z-214.json.gz", Changes: map[diff.Level]int{diff.Breaking: 0, diff.Compatible: 0, diff.Docs: 1},
	}
	want.ReportsNotified, want.Features = true, r.Features
	if r.Features["errors"] != 30 {
		t.Errorf("the features are %v", r.Features)
	}
	ignore := cmpopts.IgnoreUnexported(nightly.Manifest{})
	if diff := cmp.Diff(want, j.manifest(), ignore); diff != "" {
		t.Errorf("file (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(want, r.Manifest, ignore); diff != "" {
		t.Errorf("result (-want +got)\n%s", diff)
	}
}

// The duration of a run is measured with the clock of the options.
func TestSeconds(t *testing.T) {
	for _, tc := range []struct {
		why         string
		start, took time.Duration
		want        float64
	}{
		{"starting at a full second", 0, 90500 * time.Millisecond, 90.5},
		{"starting in the middle of a second", 700 * time.Millisecond, 1200 * time.Millisecond, 1.2},
	} {
		j := newJob(t)
		j.now = j.now.Add(tc.start)
		first := true
		j.Now = func() time.Time {
			if first {
				first = false
				return j.now
			}
			return j.now.Add(tc.took)
		}
		if r := j.good(reference(1), nightly.First); r.Seconds != tc.want {
			t.Errorf("%s: %g seconds, want %g", tc.why, r.Seconds, tc.want)
		}
	}
}

// methodsAlone is a snapshot of a crawl that reads only the pages of methods.
func methodsAlone() *model.Snapshot {
	s := with(reference(30), eachType(func(t *model.Type) { t.Documented, t.Description, t.Related = nil, "", nil }))
	return with(s, eachConstructor(func(c *model.Constructor) {
		c.Documented, c.Description, c.Related = nil, "", nil
		c.Params = []model.Param{{Name: "flags", Type: "#"}, {Name: "id", Type: "int"}}
	}))
}

// A crawl of more kinds than before is stored, without a report.
func TestMoreKinds(t *testing.T) {
	j := newJob(t)
	j.good(methodsAlone(), nightly.First)
	r := j.good(reference(30), nightly.Unchanged)
	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz", "20260603T030000Z-214.json.gz")
	isFiles(t, j.matching(reports))
	isFiles(t, r.Files, j.in("20260603T030000Z-214.json.gz"))
	if r.Report != nil || r.Snapshot != "20260603T030000Z-214.json.gz" {
		t.Errorf("%+v", r)
	}
	j.good(reference(30), nightly.Unchanged)
	if n := len(j.matching(snapshots)); n != 2 {
		t.Errorf("%d snapshots are stored, want 2", n)
	}
}

// A crawl of fewer kinds is quarantined: the next full one would have nothing to compare
// with.
func TestFewerKinds(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	j.bad(brings(methodsAlone()), nightly.Quarantined)
	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")
	j.good(reference(30), nightly.Unchanged)
	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")
}

// A hundred runs without a change leave one snapshot, and manifests up to the limit.
func TestHundredUnchangedRuns(t *testing.T) {
	for _, tc := range []struct {
		why              string
		keep, runs, want int
	}{
		{"the default", 0, 105, 100},
		{"a week", 7, 12, 7},
		{"the last two", 2, 6, 2},
		{"the last one", 1, 6, 1},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			j.KeepRuns = tc.keep
			j.good(reference(1), nightly.First)
			for range tc.runs - 1 {
				j.good(reference(1), nightly.Unchanged)
			}
			isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")
			all := j.matching(manifests)
			if len(all) != tc.want {
				t.Errorf("%d manifests are kept, want %d", len(all), tc.want)
			}
			if n := len(j.files()); n != 1+len(all) {
				t.Errorf("unexpected files: %v", j.files())
			}
			if last := "runs/" + j.now.Format("20060102T150405Z") + ".json"; !slices.Contains(all, last) {
				t.Errorf("the newest manifest, %s, is missing", last)
			}
		})
	}
}

// Runs in the same second have a manifest each.
func TestRunsInOneSecond(t *testing.T) {
	j := newJob(t)
	at := j.now
	j.Now = func() time.Time { return at }
	j.good(reference(1), nightly.First)
	j.good(with(reference(1), word("B")), nightly.Changed)
	j.good(with(reference(1), word("B")), nightly.Unchanged)
	history, err := nightly.Manifests(j.Folder, site)
	if err != nil {
		t.Fatal(err)
	}
	var got []nightly.Outcome
	for _, m := range history {
		got = append(got, m.Outcome)
	}
	if want := []nightly.Outcome{nightly.Unchanged, nightly.Changed, nightly.First}; !slices.Equal(got, want) {
		t.Errorf("the history is %v, want %v", got, want)
	}
	if n := len(j.matching(snapshots)); n != 2 {
		t.Errorf("%d snapshots are stored, want 2", n)
	}
}

// Two sites in one folder are independent.
func TestTwoSites(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	other := model.New("https://core.telegram.org", 213)
	j.Source = other.Source
	j.good(other, nightly.First)
	j.Source = source
	j.good(reference(30), nightly.Unchanged)
	names, err := filepath.Glob(filepath.Join(j.Dir, "*", "*.json.gz"))
	if err != nil || len(names) != 2 {
		t.Errorf("%v, %v; want one snapshot of each site", names, err)
	}
}

// An invalid address is rejected before anything is written.
func TestNoAddress(t *testing.T) {
	j := newJob(t)
	j.Source = "corefork.telegram.org"
	if r, err := j.run(t.Context(), brings(reference(1))); err == nil || r != nil {
		t.Errorf("got %+v, %v", r, err)
	}
	isFiles(t, j.files())
}
