package nightly

import (
	"fmt"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
)

// writeMetrics writes the run's numbers in the Prometheus text format, for the
// textfile collector of node_exporter
// (https://prometheus.io/docs/instrumenting/exposition_formats/).
func (r *run) writeMetrics() error {
	var b strings.Builder
	m := r.result.Manifest
	label := fmt.Sprintf("{site=%q}", r.site)
	gauge := func(name, help, labels string, value float64) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n%s%s %g\n", name, help, name, name, labels, value)
	}
	good := 0.0
	if m.Outcome.Good() {
		good = 1
	}
	gauge("tlcrawl_last_run_timestamp_seconds", "When the last run ended.", label, seconds(m.Finished))
	gauge("tlcrawl_last_run_good", "Whether the last run was good.", label, good)
	if at := r.lastGood(); !at.IsZero() {
		gauge("tlcrawl_last_success_timestamp_seconds", "When the last good run ended.", label, seconds(at))
	}
	gauge("tlcrawl_run_duration_seconds", "How long the last run took.", label, m.Seconds)
	gauge("tlcrawl_run_requests", "Requests of the last run.", label, float64(m.Traffic.Requests))
	gauge("tlcrawl_run_retries", "Retried requests of the last run.", label, float64(m.Traffic.Retries))
	gauge("tlcrawl_run_received_bytes", "Bytes that the last run received, unpacked.", label, float64(m.Traffic.Bytes))
	gauge("tlcrawl_run_pages", "Pages in the index of the last run.", label, float64(m.Pages))
	gauge("tlcrawl_layer", "Layer of the last run's pages, 0 if it is not known.", label, float64(m.Layers["pages"]))
	b.WriteString("# HELP tlcrawl_run_changes Changes that the last run found, by level.\n# TYPE tlcrawl_run_changes gauge\n")
	for _, l := range diff.Levels {
		fmt.Fprintf(&b, "tlcrawl_run_changes{site=%q,level=%q} %d\n", r.site, l, m.Changes[l])
	}
	return atomicfile.WriteBytes(r.Metrics, []byte(b.String()))
}

// lastGood returns the time when the last good run ended, including this one.
func (r *run) lastGood() time.Time {
	if r.result.Outcome.Good() {
		return r.result.Finished
	}
	for _, m := range r.history {
		if m.Outcome.Good() {
			return m.Finished
		}
	}
	return time.Time{}
}

func seconds(t time.Time) float64 { return float64(t.Unix()) }
