package store

import (
	"path"
	"slices"
	"strings"
)

// runsFolder is the folder of a site's run manifests.
const runsFolder = "runs"

// Jobs lists the sites that have manifests of runs.
func (f Folder) Jobs() ([]string, error) {
	return f.sites(func(site string) (bool, error) {
		stamps, err := f.Runs(site)
		return len(stamps) > 0, err
	})
}

// Runs lists the stamps of a site's run manifests, oldest first.
func (f Folder) Runs(site string) ([]string, error) {
	list, err := f.list(path.Join(site, runsFolder))
	if err != nil {
		return nil, err
	}
	var stamps []string
	for _, file := range list {
		stamp, ok := strings.CutSuffix(file.Name, ".json")
		if _, err := ParseStamp(stamp); ok && err == nil && !file.Folder {
			stamps = append(stamps, stamp)
		}
	}
	slices.Sort(stamps)
	return stamps, nil
}

// ReadRun reads a manifest.
func (f Folder) ReadRun(site, stamp string) ([]byte, error) { return f.readSmall(runName(site, stamp)) }

// WriteRun stores a manifest. Its error is a FileError; in a folder that many machines use,
// it matches fs.ErrExist if another run has taken the name.
func (f Folder) WriteRun(site, stamp string, b []byte) error {
	return asFileError(f.b.Address(runName(site, stamp)), f.create(runName(site, stamp), b))
}

// RemoveRun removes a manifest.
func (f Folder) RemoveRun(site, stamp string) error {
	return asFileError(f.b.Address(runName(site, stamp)), f.b.Remove(runName(site, stamp)))
}

func runName(site, stamp string) string { return path.Join(site, runsFolder, stamp+".json") }
