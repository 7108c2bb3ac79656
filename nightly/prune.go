package nightly

// prune removes the oldest manifests and, if a limit is set, the oldest snapshots with
// their reports. The newest snapshot always stays.
func (r *run) prune() error {
	stamps, err := r.Folder.Runs(r.site)
	if err != nil {
		return err
	}
	needed := r.needed()
	keep := r.KeepRuns
	if keep <= 0 {
		keep = keepRuns
	}
	for _, stamp := range stamps[:max(0, len(stamps)-keep)] {
		if needed[stamp] {
			continue
		}
		if err := r.Folder.RemoveRun(r.site, stamp); err != nil {
			return err
		}
	}
	if r.KeepSnapshots <= 0 {
		return nil
	}
	kept, err := r.Folder.Entries(r.site)
	if err != nil {
		return err
	}
	// A delta depends on newer snapshots only: those that stay can still be read.
	for _, e := range kept[:max(0, len(kept)-r.KeepSnapshots)] {
		if err := r.Folder.Remove(e); err != nil {
			return err
		}
	}
	return nil
}

// compress delta-compresses older snapshots in runs that store a new one.
func (r *run) compress() error {
	if len(r.result.Files) == 0 {
		return nil
	}
	return r.Folder.DeltaCompress(r.site)
}

// needed returns the manifests that later runs and people look for, however old: that of
// the last good run, and those that reported the current problem.
func (r *run) needed() map[string]bool {
	needed := map[string]bool{}
	if r.result.Outcome.Good() {
		return needed // only this run is needed
	}
	for _, m := range r.history {
		if m.Outcome.Good() {
			needed[m.stamp] = true
			break
		}
	}
	for _, m := range r.trouble() {
		needed[m.stamp] = true
	}
	return needed
}
