package nightly_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
)

// The lines of the Prometheus text format, reduced to gauges
// (https://prometheus.io/docs/instrumenting/exposition_formats/).
var (
	aboutLine  = regexp.MustCompile(`^# (HELP|TYPE) ([a-z_][a-z0-9_]*) (\S.*)$`)
	sampleLine = regexp.MustCompile(`^([a-z_][a-z0-9_]*)(\{(?:[a-z_]+="[^"\\\n]*"(?:,[a-z_]+="[^"\\\n]*")*)?\})? (\S+)$`)
)

// metrics parses a file of metrics, line by line, and returns the values by name and
// labels.
func metrics(t *testing.T, name string) map[string]float64 {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text, ok := strings.CutSuffix(string(b), "\n")
	if !ok {
		t.Error("the last line has no line break")
	}
	values, about := map[string]float64{}, map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		if m := aboutLine.FindStringSubmatch(line); m != nil {
			if about[m[1]+m[2]] != "" {
				t.Errorf("%s of %s occurs twice", m[1], m[2])
			}
			about[m[1]+m[2]] = m[3]
			continue
		}
		m := sampleLine.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("%q is not a valid line", line)
			continue
		}
		if about["TYPE"+m[1]] != "gauge" || about["HELP"+m[1]] == "" {
			t.Errorf("%s has no type and no help before it", m[1])
		}
		value, err := strconv.ParseFloat(m[3], 64)
		if _, twice := values[m[1]+m[2]]; twice || err != nil {
			t.Errorf("%q: twice %t, %v", line, twice, err)
		}
		values[m[1]+m[2]] = value
	}
	return values
}

const ofSite = `{site="` + site + `"}`

// metered is a job that writes metrics into a folder of node_exporter.
func metered(t *testing.T) *job {
	t.Helper()
	j := newJob(t)
	j.Metrics = filepath.Join(t.TempDir(), "tlcrawl.prom")
	return j
}

// The numbers are those of the run.
func TestMetrics(t *testing.T) {
	j := metered(t)
	j.good(reference(30), nightly.First)
	j.good(with(reference(30), func(s *model.Snapshot) { word("B")(s); without2(s) }), nightly.Changed)
	at := float64(time.Date(2026, 6, 3, 3, 0, 0, 0, time.UTC).Unix())
	want := map[string]float64{
		"tlcrawl_last_run_timestamp_seconds" + ofSite:                 at,
		"tlcrawl_last_run_good" + ofSite:                              1,
		"tlcrawl_last_success_timestamp_seconds" + ofSite:             at,
		"tlcrawl_run_duration_seconds" + ofSite:                       0,
		"tlcrawl_run_requests" + ofSite:                               310,
		"tlcrawl_run_retries" + ofSite:                                7,
		"tlcrawl_run_received_bytes" + ofSite:                         123456,
		"tlcrawl_run_pages" + ofSite:                                  300,
		"tlcrawl_layer" + ofSite:                                      214,
		`tlcrawl_run_changes{site="` + site + `",level="breaking"}`:   2,
		`tlcrawl_run_changes{site="` + site + `",level="compatible"}`: 0,
		`tlcrawl_run_changes{site="` + site + `",level="docs"}`:       1,
	}
	if diff := cmp.Diff(want, metrics(t, j.Metrics)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// without2 removes the last two methods, for two breaking changes.
func without2(s *model.Snapshot) {
	delete(s.Methods, numbered("users.method", 28))
	delete(s.Methods, numbered("users.method", 29))
}

// The time of the last success stays while runs fail: alerts depend on it.
func TestMetricsInOutage(t *testing.T) {
	j := metered(t)
	const success, run, good = "tlcrawl_last_success_timestamp_seconds" + ofSite, "tlcrawl_last_run_timestamp_seconds" + ofSite, "tlcrawl_last_run_good" + ofSite
	at := func(day int) float64 { return float64(time.Date(2026, 6, day, 3, 0, 0, 0, time.UTC).Unix()) }

	j.bad(fails(errOutage), nightly.Failed)
	if got, ok := metrics(t, j.Metrics)[success]; ok {
		t.Errorf("the last success was at %g, and there was none", got)
	}
	j.good(reference(30), nightly.First)
	for day := 4; day < 7; day++ {
		j.bad(fails(errOutage), nightly.Failed)
		got := metrics(t, j.Metrics)
		if got[success] != at(3) || got[run] != at(day) || got[good] != 0 {
			t.Errorf("June %d: %v", day, got)
		}
		if got["tlcrawl_run_requests"+ofSite] != 5 || got["tlcrawl_run_pages"+ofSite] != 0 {
			t.Errorf("June %d: the numbers are of another run: %v", day, got)
		}
	}
	j.bad(brings(withoutErrors()), nightly.Quarantined)
	if got := metrics(t, j.Metrics); got[success] != at(3) || got[good] != 0 {
		t.Errorf("after a quarantine: %v", got)
	}
	j.good(reference(30), nightly.Unchanged)
	if got := metrics(t, j.Metrics); got[success] != at(8) || got[good] != 1 {
		t.Errorf("after the outage: %v", got)
	}
}

// Another site has another label.
func TestMetricsOfAnotherSite(t *testing.T) {
	j := metered(t)
	j.Source = "http://[::1]:8080"
	j.good(reference(1), nightly.First)
	for name := range metrics(t, j.Metrics) {
		if !strings.Contains(name, `site="[__1]_8080"`) {
			t.Errorf("%s is of another site", name)
		}
	}
}

// A failure to write metrics is an error that names the file; the snapshot is stored.
func TestMetricsFail(t *testing.T) {
	j := newJob(t)
	j.Metrics = t.TempDir()
	r, err := j.run(t.Context(), brings(reference(1)))
	if err == nil || !strings.Contains(err.Error(), j.Metrics) {
		t.Errorf("got %v, want an error that names %s", err, j.Metrics)
	}
	if r == nil || r.Outcome != nightly.First {
		t.Errorf("got %+v", r)
	}
	isFiles(t, j.files(), "20260602T030000Z-214.json.gz", "runs/20260602T030000Z.json")
}
