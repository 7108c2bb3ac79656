package nightly_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// A failed crawl leaves a manifest with the reason and the traffic.
func TestFailedRun(t *testing.T) {
	j := newJob(t)
	j.good(reference(30), nightly.First)
	before := j.read("20260602T030000Z-214.json.gz")
	r, err := j.bad(fails(errOutage), nightly.Failed)
	if !errors.Is(err, errOutage) || strings.Contains(err.Error(), "\n") {
		t.Errorf("%q is not the error of the crawl in one line", err)
	}
	m := j.manifest()
	if m.Outcome != nightly.Failed || m.Error != errOutage.Error() || !m.Notified || m.Snapshot != "20260602T030000Z-214.json.gz" || m.Pages != 0 {
		t.Errorf("the manifest is %+v", m)
	}
	if want := (nightly.Traffic{Requests: 5, Retries: 4, Bytes: 99}); m.Traffic != want {
		t.Errorf("traffic: %+v, want %+v", m.Traffic, want)
	}
	if r.Report != nil || len(r.Files) > 0 || len(r.Notices) > 0 {
		t.Errorf("%+v", r)
	}
	isFiles(t, j.files(), "20260602T030000Z-214.json.gz", "runs/20260602T030000Z.json", "runs/20260603T030000Z.json")
	if diff := cmp.Diff(before, j.read("20260602T030000Z-214.json.gz")); diff != "" {
		t.Error("the last good snapshot has changed")
	}
}

// Several errors are printed on one line.
func TestErrorOnOneLine(t *testing.T) {
	j := newJob(t)
	_, err := j.bad(fails(errors.Join(errOutage, errors.New("second"))), nightly.Failed)
	if got, want := err.Error(), errOutage.Error()+"; second"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// step is a run and its messages.
type step struct {
	crawl nightly.Crawl
	want  nightly.Outcome
	// reported is set if the problem is reported; notice is the message about its end.
	reported bool
	notice   string
}

// A problem is reported once when it starts and once when it ends.
func TestNotified(t *testing.T) {
	good := func(o nightly.Outcome) step { return step{crawl: brings(reference(30)), want: o} }
	over := func(notice string) step {
		return step{crawl: brings(reference(30)), want: nightly.Unchanged, notice: notice}
	}
	fail := func(reported bool) step { return step{fails(errOutage), nightly.Failed, reported, ""} }
	strange := func(reported bool) step { return step{brings(withoutErrors()), nightly.Quarantined, reported, ""} }
	stranger := func(reported bool) step {
		return step{brings(with(withoutErrors(), eachMethod(func(m *model.Method) { m.Access = nil }))), nightly.Quarantined, reported, ""}
	}
	stop := step{crawl: fails(context.Canceled), want: nightly.Interrupted}
	lost := func(n int, reported bool) step {
		return step{brings(with(reference(30), stubs(n))), nightly.Quarantined, reported, ""}
	}
	first, day3 := good(nightly.First), "2026-06-03"

	for _, tc := range []struct {
		why   string
		steps []step
	}{
		{"an outage of three runs", []step{first, fail(true), fail(false), fail(false), over(day3), good(nightly.Unchanged)}},
		{"the same failure after a good run is another outage", []step{first, fail(true), over(day3), fail(true), fail(false), over("2026-06-05")}},
		{"another message for the same outage", []step{first, fail(true), {fails(errors.New("/methods: HTTP 503")), nightly.Failed, false, ""}, over("502")}},
		{"an outage that ends with a change", []step{first, fail(true), {brings(with(reference(30), word("B"))), nightly.Changed, false, day3}}},
		{"no good run before", []step{fail(true), fail(false), {brings(reference(30)), nightly.First, false, "2026-06-02"}, good(nightly.Unchanged)}},
		{"a quarantine of three runs", []step{first, strange(true), strange(false), strange(false), over("errors"), good(nightly.Unchanged)}},
		{"a quarantine that grows is reported again", []step{first, strange(true), stranger(true), stranger(false), over("may call")}},
		{"an outage, then a quarantine", []step{first, fail(true), strange(true), strange(false), over("errors")}},
		{"a quarantine, then an outage", []step{first, strange(true), fail(true), fail(false), over("502")}},
		{"an interrupted run is not reported", []step{first, stop, stop, good(nightly.Unchanged)}},
		{"an interrupted run does not end an outage", []step{first, fail(true), stop, fail(false), over(day3)}},
		{"an interrupted run is not an outage", []step{first, stop, fail(true), over("2026-06-04")}},
		{"an outage continues after an interrupted run", []step{first, fail(true), stop, over(day3)}},
		{"one more page without description is the same quarantine", []step{first, lost(9, true), lost(9, false), lost(10, false), lost(8, false)}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			for i, s := range tc.steps {
				r, err := j.run(t.Context(), s.crawl)
				if r == nil || r.Outcome != s.want || (err == nil) != s.want.Good() {
					t.Fatalf("run %d: got %+v, %v; want %s", i+1, r, err, s.want)
				}
				if r.Notified != s.reported || j.manifest().Notified != s.reported {
					t.Errorf("run %d, %s: reported %t, in the manifest %t; want %t", i+1, r.Outcome, r.Notified, j.manifest().Notified, s.reported)
				}
				notice := strings.Join(r.Notices, "\n")
				if (notice != "") != (s.notice != "") || len(r.Notices) > 1 || !strings.Contains(notice, s.notice) {
					t.Errorf("run %d, %s: the notices are %q, want one line with %q", i+1, r.Outcome, r.Notices, s.notice)
				}
			}
		})
	}
}

// Adjusting the clock neither starts nor ends an outage: runs are ordered by sequence, not
// by time.
func TestNotifiedAfterClockChange(t *testing.T) {
	j := newJob(t)
	j.now = j.now.AddDate(1, 0, 0) // the clock is a year ahead
	j.good(reference(30), nightly.First)
	j.bad(fails(errOutage), nightly.Failed)
	j.now = j.now.AddDate(-1, 0, 0)
	if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) != 1 {
		t.Errorf("the notices are %q, want the end of the outage", r.Notices)
	}
	if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) != 0 {
		t.Errorf("the notices are %q, but were reported by the run before", r.Notices)
	}
	if r, _ := j.bad(fails(errOutage), nightly.Failed); !r.Notified {
		t.Error("a new outage is not reported")
	}
}
