package nightly_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// domain1 and domain2 are two domains of one site.
const (
	domain1 = "https://corefork.telegram.org"
	domain2 = "https://core.telegram.org"
)

// onDomain is the reference on a domain, where the first method has a description with a
// link.
func onDomain(source, text string) *model.Snapshot {
	s := with(reference(30), word(text+" See [users]("+source+"/api/users)."))
	s.Relink(source)
	s.Source = source
	return s
}

// domainsJob is a job with several domains; it records what it passes on.
type domainsJob struct {
	*job
	broken   bool
	passedOn map[string]int // how often each text was passed on
	repeated map[string]int // how many changes were left out, by the domain that had them
}

func newDomains(t *testing.T) *domainsJob {
	j := &domainsJob{job: newJob(t), passedOn: map[string]int{}, repeated: map[string]int{}}
	j.Domains = []string{domain1, domain2}
	j.Notify = func(_ context.Context, n nightly.Notice) error {
		if j.broken {
			return errors.New("standard output is closed")
		}
		if n.Report == nil {
			return nil
		}
		for _, c := range n.Report.Changes {
			j.passedOn[key(n.Report.New.Source, c.Old, c.New)]++
		}
		for _, r := range n.Repeated {
			j.repeated[r.Site] += r.Changes
		}
		return nil
	}
	return j
}

// key is a change of the description, whatever the domain.
func key(source, old, new string) string {
	s := &model.Snapshot{Source: source, Methods: map[string]*model.Method{"m": {Description: old + " -> " + new}}}
	s.Relink("https://example.org")
	return s.Methods["m"].Description
}

// night runs the job for a domain that shows a text.
func (j *domainsJob) night(source, text string) {
	j.t.Helper()
	j.Source = source
	if _, err := j.run(j.t.Context(), brings(onDomain(source, text))); err != nil && !j.broken {
		j.t.Fatal(err)
	}
}

func TestDomains(t *testing.T) {
	const a, b = domain1, domain2
	type step struct {
		source, text string
		want         int // changes that are passed on
		repeated     int
	}
	for _, tc := range []struct {
		why   string
		steps []step
	}{
		{"a change is reported for the domain that has it first", []step{{a, "Q", 1, 0}, {b, "Q", 0, 1}, {b, "Q", 0, 0}}},
		{"the second domain may be first", []step{{b, "Q", 1, 0}, {a, "Q", 0, 1}}},
		{"another change is reported", []step{{a, "Q", 1, 0}, {b, "R", 1, 0}}},
		{"a change that comes again is reported again", []step{{a, "Q", 1, 0}, {b, "Q", 0, 1}, {a, "P", 1, 0}, {b, "P", 0, 1}, {a, "Q", 1, 0}, {b, "Q", 0, 1}}},
		{"what was left out for one domain was not reported", []step{{a, "Q", 1, 0}, {a, "P", 1, 0}, {b, "Q", 0, 1}, {a, "Q", 1, 0}}},
		{"one report does not stand for two changes", []step{{a, "Q", 1, 0}, {b, "Q", 0, 1}, {b, "P", 1, 0}, {b, "Q", 1, 0}}},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newDomains(t)
			j.night(a, "P")
			j.night(b, "P")
			for i, s := range tc.steps {
				clear(j.passedOn)
				clear(j.repeated)
				j.night(s.source, s.text)
				other := "core.telegram.org"
				if s.source == b {
					other = "corefork.telegram.org"
				}
				if got := len(j.passedOn); got != s.want || j.repeated[other] != s.repeated {
					t.Errorf("step %d: %d changes are passed on and %d are left out, want %d and %d", i+1, got, j.repeated[other], s.want, s.repeated)
				}
			}
		})
	}
}

// The reports on disk are complete, whatever is left out.
func TestDomainsStoredReports(t *testing.T) {
	j := newDomains(t)
	for _, text := range []string{"P", "Q"} {
		j.night(domain1, text)
		j.night(domain2, text)
	}
	for _, site := range []string{"corefork.telegram.org", "core.telegram.org"} {
		kept, err := j.Folder.Entries(site)
		if err != nil || len(kept) != 2 {
			t.Fatal(kept, err)
		}
		if b, err := j.Folder.ReadSibling(kept[1], "report.json"); err != nil || !strings.Contains(string(b), `"total": 1,`) {
			t.Errorf("the report of %s: %s, %v", site, b, err)
		}
	}
}

// A report that was not passed on does not count, nor one that was imported or is older than
// what is known of the domain.
func TestDomainsUncertain(t *testing.T) {
	for _, tc := range []struct {
		why  string
		do   func(t *testing.T, j *domainsJob)
		want int
	}{
		{"the first domain's report was not passed on", func(_ *testing.T, j *domainsJob) {
			j.broken = true
			j.night(domain1, "Q")
			j.broken = false
		}, 1},
		{"the first domain's run was killed before its manifest", func(t *testing.T, j *domainsJob) {
			j.night(domain1, "Q")
			removeNewestRun(t, j.Dir, "corefork.telegram.org")
			clear(j.passedOn)
		}, 1},
		{"no run of the first domain is known to have passed it on, as after an import", func(t *testing.T, j *domainsJob) {
			j.Domains = nil
			j.night(domain1, "Q")
			removeNewestRun(t, j.Dir, "corefork.telegram.org")
			j.night(domain1, "R")
			clear(j.passedOn)
		}, 1},
		{"the first domain's run was alone", func(_ *testing.T, j *domainsJob) {
			j.Domains = nil
			j.night(domain1, "Q")
			j.Domains = []string{domain1, domain2}
			clear(j.passedOn)
		}, 0},
		{"the second domain's history was pruned since", func(_ *testing.T, j *domainsJob) {
			j.night(domain1, "Q")
			j.night(domain2, "R")
			j.night(domain2, "S")
			j.KeepSnapshots = 1
			j.night(domain2, "P")
			j.KeepSnapshots = 0
			clear(j.passedOn)
		}, 1},
	} {
		t.Run(tc.why, func(t *testing.T) {
			j := newDomains(t)
			j.night(domain1, "P")
			j.night(domain2, "P")
			tc.do(t, j)
			j.Domains = []string{domain1, domain2}
			j.night(domain2, "Q")
			if got := len(j.passedOn); got != tc.want {
				t.Errorf("%d changes are passed on, want %d", got, tc.want)
			}
		})
	}
}

func removeNewestRun(t *testing.T, dir, site string) {
	t.Helper()
	runs, err := filepath.Glob(filepath.Join(dir, site, "runs", "*.json"))
	if err == nil && len(runs) > 0 {
		err = os.Remove(runs[len(runs)-1])
	}
	if err != nil {
		t.Fatal(err)
	}
}

// However domains change, runs fail and runs are killed, a change is passed on at least as
// often as any domain had it.
func TestDomainsLoseNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(20, 20))
	sources := []string{domain1, domain2, "https://blogfork.telegram.org"}
	for game := range 4 {
		j := newDomains(t)
		j.Domains = sources[:2+game%2]
		shown, had := map[string]string{}, map[string]map[string]int{}
		for _, source := range j.Domains {
			shown[source], had[source] = "P", map[string]int{}
			j.night(source, "P")
		}
		for range 12 {
			for _, source := range j.Domains {
				text := string("PQ"[random.IntN(2)])
				if text != shown[source] {
					link := " See [users](" + source + "/api/users)."
					had[source][key(source, shown[source]+link, text+link)]++
					shown[source] = text
				}
				j.broken = random.IntN(6) == 0
				j.night(source, text)
				if j.broken = false; random.IntN(8) == 0 {
					site, _ := store.SiteName(source)
					removeNewestRun(t, j.Dir, site)
				}
			}
		}
		for _, source := range j.Domains {
			j.night(source, shown[source])
		}
		for source, changes := range had {
			for change, n := range changes {
				if j.passedOn[change] < n {
					t.Errorf("game %d: %s had %q %d times, and it was passed on %d times", game, source, change, n, j.passedOn[change])
				}
			}
		}
	}
}

func TestNewest(t *testing.T) {
	j := newDomains(t)
	check := func(why, want string) {
		t.Helper()
		list, err := nightly.Newest(j.Folder, j.Domains)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(list[0].Site, " ", list[0].Layer); got != want {
			t.Errorf("%s: %s is the newest, want %s", why, got, want)
		}
	}
	check("no snapshots: the first", "corefork.telegram.org 0")
	j.night(domain1, "P")
	j.night(domain2, "P")
	check("equal ones: the first", "corefork.telegram.org 214")
	j.night(domain2, "Q")
	check("the latest change", "core.telegram.org 214")
	j.night(domain1, "Q")
	check("a change that the other had before is not the latest", "core.telegram.org 214")
	s := onDomain(domain1, "Q")
	s.Layer = 215
	j.Source = domain1
	if _, err := j.run(t.Context(), brings(s)); err != nil {
		t.Fatal(err)
	}
	j.night(domain2, "R")
	check("the highest layer", "corefork.telegram.org 215")
}

// The metrics have the last run of each domain.
func TestMetricsOfDomains(t *testing.T) {
	j := newDomains(t)
	j.Metrics = filepath.Join(t.TempDir(), "tlcrawl.prom")
	j.night(domain1, "P")
	if got := metrics(t, j.Metrics); len(got) != 12 {
		t.Errorf("of the first run of one domain: %v", got)
	}
	j.night(domain2, "P")
	got := metrics(t, j.Metrics)
	for _, site := range []string{"corefork.telegram.org", "core.telegram.org"} {
		if got[`tlcrawl_run_pages{site="`+site+`"}`] != 300 {
			t.Errorf("%s is missing: %v", site, got)
		}
	}
}
