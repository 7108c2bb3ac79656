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

// A crawl that fails leaves a manifest that says why, and what it cost.
func TestFailedNight(t *testing.T) {
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
		t.Error("the last good snapshot is not what it was")
	}
}

// Several errors are printed on one line.
func TestErrorOfOneLine(t *testing.T) {
	j := newJob(t)
	_, err := j.bad(fails(errors.Join(errOutage, errors.New("second"))), nightly.Failed)
	if got, want := err.Error(), errOutage.Error()+"; second"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// step is a night and its messages.
type step struct {
	crawl nightly.Crawl
	want  nightly.Outcome
	// told is set where the trouble is reported; news is the message about its end.
	told bool
	news string
}

// Trouble is reported once when it starts and once when it ends.
func TestNotified(t *testing.T) {
	good := func(o nightly.Outcome) step { return step{crawl: brings(reference(30)), want: o} }
	over := func(news string) step { return step{crawl: brings(reference(30)), want: nightly.Unchanged, news: news} }
	fail := func(told bool) step { return step{fails(errOutage), nightly.Failed, told, ""} }
	strange := func(told bool) step { return step{brings(withoutErrors()), nightly.Quarantined, told, ""} }
	stranger := func(told bool) step {
		return step{brings(with(withoutErrors(), eachMethod(func(m *model.Method) { m.Access = nil }))), nightly.Quarantined, told, ""}
	}
	stop := step{crawl: fails(context.Canceled), want: nightly.Interrupted}
	lost := func(n int, told bool) step {
		return step{brings(with(reference(30), stubs(n))), nightly.Quarantined, told, ""}
	}
	first, day3 := good(nightly.First), "2026-06-03"

	for _, tc := range []struct {
		why   string
		steps []step
	}{
		{"an outage of three nights", []step{first, fail(true), fail(false), fail(false), over(day3), good(nightly.Unchanged)}},
		{"the same again, a night later, is another outage", []step{first, fail(true), over(day3), fail(true), fail(false), over("2026-06-05")}},
		{"other words for the same outage", []step{first, fail(true), {fails(errors.New("/methods: HTTP 503")), nightly.Failed, false, ""}, over("502")}},
		{"an end that comes with a change", []step{first, fail(true), {brings(with(reference(30), word("B"))), nightly.Changed, false, day3}}},
		{"no night was good yet", []step{fail(true), fail(false), {brings(reference(30)), nightly.First, false, "2026-06-02"}, good(nightly.Unchanged)}},
		{"a quarantine of three nights", []step{first, strange(true), strange(false), strange(false), over("errors"), good(nightly.Unchanged)}},
		{"a quarantine that grows is reported again", []step{first, strange(true), stranger(true), stranger(false), over("may call")}},
		{"an outage, then a quarantine", []step{first, fail(true), strange(true), strange(false), over("errors")}},
		{"a quarantine, then an outage", []step{first, strange(true), fail(true), fail(false), over("502")}},
		{"who stops a run knows of it", []step{first, stop, stop, good(nightly.Unchanged)}},
		{"a run that was stopped says nothing of the outage before it", []step{first, fail(true), stop, fail(false), over(day3)}},
		{"nor is it the outage", []step{first, stop, fail(true), over("2026-06-04")}},
		{"an outage that ends in a stop has not ended", []step{first, fail(true), stop, over(day3)}},
		{"one page more without words is the same quarantine", []step{first, lost(9, true), lost(9, false), lost(10, false), lost(8, false)}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newJob(t)
			for i, s := range tc.steps {
				r, err := j.run(t.Context(), s.crawl)
				if r == nil || r.Outcome != s.want || (err == nil) != s.want.Good() {
					t.Fatalf("night %d: got %+v, %v; want %s", i+1, r, err, s.want)
				}
				if r.Notified != s.told || j.manifest().Notified != s.told {
					t.Errorf("night %d, %s: told %t, in the manifest %t; want %t", i+1, r.Outcome, r.Notified, j.manifest().Notified, s.told)
				}
				news := strings.Join(r.Notices, "\n")
				if (news != "") != (s.news != "") || len(r.Notices) > 1 || !strings.Contains(news, s.news) {
					t.Errorf("night %d, %s: the notices are %q, want one line with %q", i+1, r.Outcome, r.Notices, s.news)
				}
			}
		})
	}
}

// A clock that is set right is no outage, and no end of one: the run before is the one
// that ran before, whatever its clock said.
func TestNotifiedWhenTheClockIsSet(t *testing.T) {
	j := newJob(t)
	j.now = j.now.AddDate(1, 0, 0) // the clock is a year ahead
	j.good(reference(30), nightly.First)
	j.bad(fails(errOutage), nightly.Failed)
	j.now = j.now.AddDate(-1, 0, 0)
	if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) != 1 {
		t.Errorf("the notices are %q, want the end of the outage", r.Notices)
	}
	if r := j.good(reference(30), nightly.Unchanged); len(r.Notices) != 0 {
		t.Errorf("the notices are %q, and were told the night before", r.Notices)
	}
	if r, _ := j.bad(fails(errOutage), nightly.Failed); !r.Notified {
		t.Error("a new outage is not reported")
	}
}
