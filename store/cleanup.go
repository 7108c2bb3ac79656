package store

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// unfinished matches the names of temporary files that a killed process leaves.
var unfinished = regexp.MustCompile(`^\.(tlcrawl\d+|.*\.(gz|zst|json|md|tl|prom|db)\d+)$`)

// Cleanup removes leftovers of killed runs in a site's folder: temporary files, and reports
// whose snapshot was never written. Only the holder of the lock may call it.
func (f Folder) Cleanup(site string) error {
	latest := path.Join(site, latestFolder)
	for _, dir := range []string{"", site, path.Join(site, runsFolder), latest} {
		list, err := f.list(dir)
		if err != nil && dir == latest {
			continue // WriteLatest reports it
		}
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, file := range list {
			there[file.Name] = true
		}
		for _, file := range list {
			if file.Folder || !unfinished.MatchString(file.Name) && !f.orphan(dir, file.Name, there) {
				continue
			}
			name := path.Join(dir, file.Name)
			if err := f.b.Remove(name); err != nil {
				return asFileError(f.b.Address(name), err)
			}
		}
	}
	return nil
}

// orphan reports whether a file is the report of a snapshot that is missing. A list that
// lags may lack a snapshot that can be opened.
func (f Folder) orphan(dir, name string, there map[string]bool) bool {
	stem, _, ok := strings.Cut(name, ".report.")
	if _, _, named := parseName(stem + gzippedEnding); !ok || !named {
		return false
	}
	if there[stem+gzippedEnding] || there[stem+deltaEnding] {
		return false
	}
	r, err := openEither(f.b, path.Join(dir, stem+gzippedEnding))
	if err == nil {
		r.Close()
	}
	return errors.Is(err, fs.ErrNotExist)
}
