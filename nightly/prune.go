package nightly

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/tlcrawl/tlcrawl/store"
)

// prune takes away the oldest manifests and, where that was asked for, the oldest
// snapshots with their reports. The newest snapshot always stays.
func (r *run) prune() error {
	names, err := manifestFiles(r.Dir, r.site)
	if err != nil {
		return err
	}
	stays := r.remembered()
	keep := r.KeepRuns
	if keep <= 0 {
		keep = keepRuns
	}
	for _, name := range names[:max(0, len(names)-keep)] {
		if stays[name] {
			continue
		}
		if err := os.Remove(filepath.Join(runs(r.Dir, r.site), name)); err != nil {
			return err
		}
	}
	if r.KeepSnapshots <= 0 {
		return nil
	}
	kept, err := r.folder.Entries(r.site)
	if err != nil {
		return err
	}
	// A packed snapshot may need a newer one, and none needs an older one: those that
	// stay can still be read.
	for _, e := range kept[:max(0, len(kept)-r.KeepSnapshots)] {
		for _, file := range append(e.Files(), e.Beside("report.md"), e.Beside("report.json")) {
			if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// pack makes older snapshots small on the nights that keep a new one.
func (r *run) pack() error {
	if len(r.result.Files) == 0 {
		return nil
	}
	return r.folder.Pack(r.site)
}

// remembered names the manifests that later runs and people look for, however old:
// that of the last good run, and that in which the present trouble was told.
func (r *run) remembered() map[string]bool {
	stays := map[string]bool{}
	if r.result.Outcome.Good() {
		return stays // this run is all that they look for
	}
	for _, m := range r.history {
		if m.Outcome.Good() {
			stays[m.file] = true
			break
		}
	}
	if m := r.trouble(); m != nil {
		stays[m.file] = true
	}
	return stays
}

// unfinished are the names of files that a run was writing when it was killed.
var unfinished = regexp.MustCompile(`^\..*\.(gz|zst|json|md)\d+$`)

// sweep takes away what killed runs left in a site's folder: files that were never
// finished, and reports whose snapshot was never written.
func sweep(dir string) error {
	for _, d := range []string{dir, filepath.Join(dir, "runs")} {
		entries, err := os.ReadDir(d)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		for _, e := range entries {
			if unfinished.MatchString(e.Name()) || orphan(d, e.Name()) {
				if err := os.Remove(filepath.Join(d, e.Name())); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// orphan tells whether a file is the report of a snapshot that is not there.
func orphan(dir, name string) bool {
	stem, _, ok := strings.Cut(name, ".report.")
	if !ok {
		return false
	}
	if stamp, _, ok := strings.Cut(stem, "-"); !ok {
		return false
	} else if _, err := store.ParseStamp(stamp); err != nil {
		return false
	}
	for _, file := range (store.Entry{Path: filepath.Join(dir, stem)}).Files() {
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}
