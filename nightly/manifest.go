package nightly

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/diff"
	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// Outcome is how a run ended.
type Outcome string

// The outcomes of a run.
const (
	// First: there was no earlier snapshot of the site, this one was kept.
	First Outcome = "first"
	// Unchanged: the site says what it said before, nothing was kept.
	Unchanged Outcome = "unchanged"
	// Changed: a new snapshot was kept, with a report.
	Changed Outcome = "changed"
	// Suspect: what came back is too strange to be believed, and was put aside.
	Suspect Outcome = "suspect"
	// Failed: the crawl was not whole.
	Failed Outcome = "failed"
	// Interrupted: the run was told to stop.
	Interrupted Outcome = "interrupted"
)

// Good tells whether the run brought home a snapshot that was believed.
func (o Outcome) Good() bool { return o == First || o == Unchanged || o == Changed }

// Manifest says what one run did. Times and numbers that differ from night to night
// stand here, and never in a snapshot.
type Manifest struct {
	Version  string    `json:"version"`
	Source   string    `json:"source"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished"`
	Seconds  float64   `json:"seconds"`
	Outcome  Outcome   `json:"outcome"`
	// Error says why a run was not good.
	Error string `json:"error,omitempty"`
	// Alarms are the reasons of a Suspect.
	Alarms []string `json:"alarms,omitempty"`
	// Told is set where the trouble was told; later runs with the same trouble are
	// silent.
	Told bool `json:"told,omitempty"`
	// Traffic is what the crawl cost.
	Traffic Traffic `json:"traffic"`
	// Layers is the layer of each source that was asked.
	Layers map[string]int `json:"layers,omitempty"`
	// Pages were in the index, Undocumented of them not there.
	Pages        int `json:"pages"`
	Undocumented int `json:"undocumented"`
	// Snapshot is the file of the newest good snapshot after the run, beside which
	// the manifest's folder lies.
	Snapshot string `json:"snapshot,omitempty"`
	// Changes counts what changed, by level.
	Changes map[diff.Level]int `json:"changes,omitempty"`

	file string // the name that it is kept under
}

// Traffic counts what was asked of the site.
type Traffic struct {
	Requests int64 `json:"requests"`
	Retries  int64 `json:"retries"`
	Bytes    int64 `json:"bytes"`
}

// runs is the folder of a site's manifests.
func runs(dir, site string) string { return filepath.Join(dir, site, "runs") }

// write keeps the manifest under the time of its start, or behind the newest one
// there is, whatever the clock says.
func (m *Manifest) write(dir, site string) error {
	names, err := manifestFiles(dir, site)
	if err != nil {
		return err
	}
	at := m.Started
	if n := len(names); n > 0 {
		last, err := store.ParseStamp(strings.TrimSuffix(names[n-1], ".json"))
		if err == nil && !at.After(last) {
			at = last.Add(time.Second)
		}
	}
	m.file = store.Stamp(at) + ".json"
	return atomicfile.Write(filepath.Join(runs(dir, site), m.file), func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(m)
	})
}

// manifestFiles lists the names of a site's manifests, the oldest first.
func manifestFiles(dir, site string) ([]string, error) {
	entries, err := os.ReadDir(runs(dir, site))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if stamp, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			if _, err := store.ParseStamp(stamp); err == nil {
				names = append(names, e.Name())
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// History reads the manifests of a site, the newest first. One that cannot be read
// is passed over: a run must not fail because of the past.
func History(dir, site string) ([]*Manifest, error) {
	names, err := manifestFiles(dir, site)
	if err != nil {
		return nil, err
	}
	var list []*Manifest
	for _, name := range slices.Backward(names) {
		b, err := os.ReadFile(filepath.Join(runs(dir, site), name))
		var m Manifest
		if err == nil && json.Unmarshal(b, &m) == nil {
			m.file = name
			list = append(list, &m)
		}
	}
	return list, nil
}

// jobs lists the sites that have manifests in a data folder.
func jobs(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, &store.FileError{Name: dir, Err: errors.New("no such folder: `tlcrawl nightly` makes it")}
	}
	var sites []string
	for _, e := range entries {
		if names, err := manifestFiles(dir, e.Name()); err == nil && len(names) > 0 {
			sites = append(sites, e.Name())
		}
	}
	return sites, nil
}

// layers are those of the sources that a snapshot was made of, where they say.
func layers(s *model.Snapshot) map[string]int {
	of := map[string]int{"pages": s.Layer}
	if s.ErrorTable != nil && s.ErrorTable.Layer != 0 {
		of["errors.json"] = s.ErrorTable.Layer
	}
	return of
}
