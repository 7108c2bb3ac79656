package nightly_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// quarantined is a job whose second run was implausible.
func quarantined(t *testing.T) *job {
	t.Helper()
	j := newJob(t)
	j.good(reference(30), nightly.First)
	j.bad(brings(withoutErrors()), nightly.Quarantined)
	return j
}

// An implausible snapshot is stored, but not as the newest one.
func TestQuarantine(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	before := j.read("20260602T030000Z-214.json.gz")
	r, err := j.bad(brings(withoutErrors()), nightly.Quarantined)

	var failure *nightly.QuarantineError
	if !errors.As(err, &failure) || failure.File != j.in("suspect.json.gz") || !cmp.Equal(failure.Reasons, r.Reasons) || len(r.Reasons) != 3 {
		t.Errorf("%T %v is not a QuarantineError of that file and those reasons: %q", err, err, r.Reasons)
	}
	for _, word := range []string{"errors", "suspect.json.gz", "--accept-quarantined"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not contain %q", err, word)
		}
	}
	isFiles(t, j.files(), "20260602T030000Z-214.json.gz", "runs/20260602T030000Z.json", "runs/20260603T030000Z.json", "suspect.json.gz")
	if s, err := store.Read(j.in("suspect.json.gz")); err != nil || !cmp.Equal(s, withoutErrors()) {
		t.Errorf("the quarantined snapshot differs from the crawled one: %v", err)
	}
	if name, _ := j.newest(); name != "20260602T030000Z-214.json.gz" || !cmp.Equal(before, j.read(name)) {
		t.Errorf("the newest snapshot, %s, has changed", name)
	}
	if m := j.manifest(); m.Snapshot != "20260602T030000Z-214.json.gz" || !cmp.Equal(m.Reasons, r.Reasons) || m.Pages != 300 || m.Changes != nil {
		t.Errorf("the manifest is %+v", m)
	}
	if r.Report != nil || len(r.Files) > 0 {
		t.Errorf("a quarantined result has a report: %+v", r)
	}
}

// There is at most one quarantined snapshot: the last one.
func TestQuarantineKeepsLast(t *testing.T) {
	j := quarantined(t)
	last := with(reference(30), eachMethod(func(m *model.Method) { m.Category = "" }))
	j.bad(brings(last), nightly.Quarantined)
	if s, err := store.Read(j.in("suspect.json.gz")); err != nil || !cmp.Equal(s, last) {
		t.Errorf("another snapshot is quarantined: %v", err)
	}
}

// An accepted snapshot becomes the newest one, with a report.
func TestAcceptQuarantined(t *testing.T) {
	j := quarantined(t)
	r, err := j.accept()
	if err != nil || r.Outcome != nightly.Changed || r.Report == nil || len(r.Notices) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	isFiles(t, j.matching("json.gz$"), "20260602T030000Z-214.json.gz", "20260604T030000Z-214.json.gz")
	isFiles(t, j.matching(reports), "20260604T030000Z-214.report.json", "20260604T030000Z-214.report.md")
	if _, s := j.newest(); !cmp.Equal(s, withoutErrors()) {
		t.Error("the newest snapshot is not the accepted one")
	}
	if m := j.manifest(); m.Outcome != nightly.Changed || m.Snapshot != "20260604T030000Z-214.json.gz" || m.Layers["pages"] != 214 {
		t.Errorf("the manifest is %+v", m)
	}
	if r := j.good(withoutErrors(), nightly.Unchanged); len(r.Notices) > 0 {
		t.Errorf("the next run has notices: %q", r.Notices)
	}
}

// Only a quarantined snapshot can be accepted, and only once.
func TestAcceptNothing(t *testing.T) {
	for _, tc := range []struct {
		why  string
		make func(t *testing.T) *job
	}{
		{"no runs yet", newJob},
		{"no implausible run", func(t *testing.T) *job {
			j := newJob(t)
			j.good(reference(30), nightly.First)
			return j
		}},
		{"it was accepted already", func(t *testing.T) *job {
			j := quarantined(t)
			if _, err := j.accept(); err != nil {
				t.Fatal(err)
			}
			return j
		}},
		{"a run with a change came after it", func(t *testing.T) *job {
			j := quarantined(t)
			j.good(with(reference(30), word("B")), nightly.Changed)
			return j
		}},
		{"a run without a change came after it", func(t *testing.T) *job {
			j := quarantined(t)
			j.good(reference(30), nightly.Unchanged)
			return j
		}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := tc.make(t)
			before := j.matching("json.gz$")
			_, err := j.accept()
			var file *store.FileError
			if !errors.As(err, &file) || file.Name != j.in("suspect.json.gz") || !strings.Contains(err.Error(), "nothing to accept") {
				t.Errorf("got %v, want a FileError that says so", err)
			}
			isFiles(t, j.matching("json.gz$"), before...)
		})
	}
}

// Accepting nothing is a usage error, not an outage.
func TestAcceptNothingIsNotAnOutage(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	if _, err := j.accept(); err == nil {
		t.Fatal("something was accepted")
	}
	if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) > 0 {
		t.Errorf("the next run has notices: %q", r.Notices)
	}
}

// A damaged snapshot is not accepted.
func TestAcceptDamaged(t *testing.T) {
	j := quarantined(t)
	j.put("suspect.json.gz", "\x1f\x8b\x08")
	_, err := j.accept()
	var file *store.FileError
	if !errors.As(err, &file) || file.Name != j.in("suspect.json.gz") {
		t.Errorf("got %v, want a FileError of the quarantined file", err)
	}
	isFiles(t, j.matching(snapshots), "20260602T030000Z-214.json.gz")
}
