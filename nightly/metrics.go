package nightly

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/store"
)

// writeMetrics writes the run's numbers in the Prometheus text format, for the
// textfile collector of node_exporter
// (https://prometheus.io/docs/instrumenting/exposition_formats/). Of several domains, it
// writes the last run of each.
func (r *run) writeMetrics() error {
	list, err := r.lastRuns()
	if err != nil {
		return err
	}
	var b strings.Builder
	gauge := func(name, help string, value func(lastRun) float64) {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
		for _, l := range list {
			if v := value(l); !math.IsNaN(v) {
				fmt.Fprintf(&b, "%s{site=%q} %g\n", name, l.site, v)
			}
		}
	}
	gauge("tlcrawl_last_run_timestamp_seconds", "When the last run ended.", func(l lastRun) float64 { return seconds(l.Finished) })
	gauge("tlcrawl_last_run_good", "Whether the last run was good.", func(l lastRun) float64 {
		if l.Outcome.Good() {
			return 1
		}
		return 0
	})
	if slices.ContainsFunc(list, func(l lastRun) bool { return !l.good.IsZero() }) {
		gauge("tlcrawl_last_success_timestamp_seconds", "When the last good run ended.", func(l lastRun) float64 {
			if l.good.IsZero() {
				return math.NaN()
			}
			return seconds(l.good)
		})
	}
	gauge("tlcrawl_run_duration_seconds", "How long the last run took.", func(l lastRun) float64 { return l.Seconds })
	gauge("tlcrawl_run_requests", "Requests of the last run.", func(l lastRun) float64 { return float64(l.Traffic.Requests) })
	gauge("tlcrawl_run_retries", "Retried requests of the last run.", func(l lastRun) float64 { return float64(l.Traffic.Retries) })
	gauge("tlcrawl_run_received_bytes", "Bytes that the last run received, unpacked.", func(l lastRun) float64 { return float64(l.Traffic.Bytes) })
	gauge("tlcrawl_run_pages", "Pages in the index of the last run.", func(l lastRun) float64 { return float64(l.Pages) })
	gauge("tlcrawl_layer", "Layer of the last run's pages, 0 if it is not known.", func(l lastRun) float64 { return float64(l.Layers["pages"]) })
	b.WriteString("# HELP tlcrawl_run_changes Changes that the last run found, by level.\n# TYPE tlcrawl_run_changes gauge\n")
	for _, l := range list {
		for _, level := range diff.Levels {
			fmt.Fprintf(&b, "tlcrawl_run_changes{site=%q,level=%q} %d\n", l.site, level, l.Changes[level])
		}
	}
	return atomicfile.WriteBytes(r.Metrics, []byte(b.String()))
}

// lastRun is the last run of a domain, and when its last good one ended.
type lastRun struct {
	*Manifest
	site string
	good time.Time
}

// lastRuns returns the last runs of all domains, in the order of their addresses.
func (r *run) lastRuns() ([]lastRun, error) {
	sources := r.Domains
	if len(sources) == 0 {
		sources = []string{r.Source}
	}
	var list []lastRun
	for _, source := range sources {
		site, err := store.SiteName(source)
		if err != nil {
			return nil, err
		}
		history := slices.Insert(slices.Clone(r.history), 0, r.result.Manifest)
		if site != r.site {
			if history, err = Manifests(r.Folder, site); err != nil {
				return nil, err
			}
		}
		if len(history) > 0 {
			list = append(list, lastRun{history[0], site, lastGood(history)})
		}
	}
	return list, nil
}

// lastGood returns the time when the last good run ended, the zero time if there was none.
func lastGood(history []*Manifest) time.Time {
	for _, m := range history {
		if m.Outcome.Good() {
			return m.Finished
		}
	}
	return time.Time{}
}

func seconds(t time.Time) float64 { return float64(t.Unix()) }
