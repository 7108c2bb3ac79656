package store

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// Folder is a data folder: the snapshots of any number of sites over the years, in one
// folder per site, under names that sort by time.
type Folder struct{ b Backend }

// New returns the data folder in a backend.
func New(b Backend) Folder { return Folder{b} }

// String is the address of the folder.
func (f Folder) String() string { return f.b.Address("") }

// Sites lists the sites with snapshots, by name.
func (f Folder) Sites() ([]string, error) {
	return f.sites(func(site string) (bool, error) {
		kept, err := f.Entries(site)
		return len(kept) > 0, err
	})
}

// sites lists the folders of sites that contain something.
func (f Folder) sites(has func(site string) (bool, error)) ([]string, error) {
	list, err := f.b.List("")
	if err != nil {
		return nil, &FileError{Name: f.String(), Err: reason(err)}
	}
	var sites []string
	for _, e := range list {
		if e.Folder && validSite(e.Name) {
			if sites, err = f.sitesIn(sites, e.Name, has); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(sites)
	return sites, nil
}

// sitesIn adds a site and those in its folder: HOST/PATH is in HOST. A folder of a directory
// that cannot be read is left out; a request that fails says nothing about a folder.
func (f Folder) sitesIn(sites []string, name string, has func(site string) (bool, error)) ([]string, error) {
	_, shared := f.b.(Shared)
	full, err := has(name)
	if err != nil && shared {
		return nil, err
	}
	if full && err == nil {
		sites = append(sites, name)
	}
	list, err := f.list(name)
	if err != nil && shared {
		return nil, err
	}
	for _, e := range list {
		if below := path.Join(name, e.Name); e.Folder && validPart(e.Name) && validSite(below) {
			if sites, err = f.sitesIn(sites, below, has); err != nil {
				return nil, err
			}
		}
	}
	return sites, nil
}

// list lists a folder that may not exist.
func (f Folder) list(folder string) ([]File, error) {
	list, err := f.b.List(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &FileError{Name: f.b.Address(folder), Err: reason(err)}
	}
	return list, nil
}

// Entries lists the snapshots of a site, oldest first. A site that does not exist has
// none. A snapshot in both forms, after an interrupted compression, is listed once, whole.
func (f Folder) Entries(site string) ([]Entry, error) {
	listed, err := f.List(site)
	if err != nil {
		return nil, err
	}
	var list []Entry
	for _, l := range listed {
		list = append(list, l.Entry)
	}
	return list, nil
}

// List lists the snapshots of a site as Entries does.
func (f Folder) List(site string) ([]Listed, error) {
	files, err := f.list(site)
	if err != nil {
		return nil, err
	}
	if files, err = f.withNewest(site, files); err != nil {
		return nil, &FileError{Name: f.b.Address(site), Err: reason(err)}
	}
	var list []Listed
	for _, file := range files {
		if at, layer, ok := parseName(file.Name); ok && !file.Folder {
			list = append(list, Listed{f.entry(site, file.Name, layer, at), file.Size, file.Changed})
		}
	}
	slices.SortFunc(list, func(a, b Listed) int { return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.File, b.File)) })
	return slices.CompactFunc(list, func(a, b Listed) bool { return stem(a.File) == stem(b.File) }), nil // .gz sorts before .zst
}

func (f Folder) entry(site, file string, layer int, at time.Time) Entry {
	name := path.Join(site, file)
	return Entry{Site: site, Layer: layer, Time: at, File: name, Path: f.b.Address(name)}
}

// At returns the entry for a snapshot of a site and layer at a past time.
func (f Folder) At(site string, layer int, at time.Time) Entry {
	at = at.UTC().Truncate(time.Second)
	return f.entry(site, fmt.Sprintf("%s-%d%s", Stamp(at), layer, gzippedEnding), layer, at)
}

// Next returns the entry for a snapshot taken at a time: later than every other of its
// site, whatever the clock says.
func (f Folder) Next(s *model.Snapshot, at time.Time) (Entry, error) {
	site, err := SiteName(s.Source)
	if err != nil {
		return Entry{}, err
	}
	kept, err := f.Entries(site)
	if err != nil {
		return Entry{}, err
	}
	at = at.UTC().Truncate(time.Second)
	if n := len(kept); n > 0 && !at.After(kept[n-1].Time) {
		at = kept[n-1].Time.Add(time.Second)
	}
	return f.At(site, s.Layer, at), nil
}

// Read reads the snapshot of an entry. Its error is a FileError.
func (f Folder) Read(e Entry) (*model.Snapshot, error) {
	s, err := readIn(f.b, e.File)
	if err != nil {
		return nil, &FileError{Name: e.Path, Err: reason(err)}
	}
	return s, nil
}

// Write stores a snapshot as an entry. It rejects what Read would reject. Its error is a
// FileError.
func (f Folder) Write(e Entry, s *model.Snapshot) error {
	b, err := encode(s)
	if err != nil {
		return &FileError{Name: e.Path, Err: err}
	}
	err = f.create(e.File, b)
	if s, ok := f.b.(Shared); ok && err == nil {
		err = s.SetNewest(e.Site, e.base())
	}
	return asFileError(e.Path, err)
}

// Newest reads the newest snapshot of a site that can be read, and returns the errors of
// newer ones. The snapshot is nil if there is none.
func (f Folder) Newest(site string) (e Entry, s *model.Snapshot, damaged []error, err error) {
	kept, err := f.Entries(site)
	if err != nil {
		return Entry{}, nil, nil, err
	}
	for _, e := range slices.Backward(kept) {
		s, err := f.Read(e)
		if err == nil {
			return e, s, damaged, nil
		}
		damaged = append(damaged, err)
	}
	return Entry{}, nil, damaged, nil
}

// WriteSibling stores a file that belongs to an entry, such as report.md.
func (f Folder) WriteSibling(e Entry, what string, b []byte) error {
	return asFileError(e.SiblingPath(what), f.b.Write(e.sibling(what), b))
}

// HasSibling reports whether an entry has a file like report.md.
func (f Folder) HasSibling(e Entry, what string) bool {
	r, err := f.b.Open(e.sibling(what))
	if err != nil {
		return false
	}
	r.Close()
	return true
}

// maxSibling is more than any report has.
const maxSibling = 64 << 20

// ReadSibling reads a file that belongs to an entry, such as report.md. For a missing one
// the error matches fs.ErrNotExist.
func (f Folder) ReadSibling(e Entry, what string) ([]byte, error) {
	r, err := f.b.Open(e.sibling(what))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxSibling))
	return b, asFileError(e.SiblingPath(what), err)
}

// RemoveSibling removes a file that belongs to an entry; a missing one is not an error.
func (f Folder) RemoveSibling(e Entry, what string) error {
	return asFileError(e.SiblingPath(what), f.b.Remove(e.sibling(what)))
}

// siblings are the endings of the files that belong to an entry.
var siblings = []string{"report.md", "report.json", "notified.json"}

// Remove removes a snapshot with its reports.
func (f Folder) Remove(e Entry) error {
	names := []string{stem(e.File) + gzippedEnding, stem(e.File) + deltaEnding}
	for _, what := range siblings {
		names = append(names, e.sibling(what))
	}
	for _, name := range names {
		if err := f.b.Remove(name); err != nil {
			return asFileError(f.b.Address(name), err)
		}
	}
	return nil
}

// quarantineFile is the file of the last implausible snapshot of a site.
const quarantineFile = "suspect.json.gz"

// QuarantinePath returns the address of the quarantined snapshot of a site.
func (f Folder) QuarantinePath(site string) string {
	return f.b.Address(path.Join(site, quarantineFile))
}

// Quarantine stores an implausible snapshot without making it the newest of its site.
func (f Folder) Quarantine(site string, s *model.Snapshot) error {
	b, err := encode(s)
	if err != nil {
		return &FileError{Name: f.QuarantinePath(site), Err: err}
	}
	return asFileError(f.QuarantinePath(site), f.b.Write(path.Join(site, quarantineFile), b))
}

// Quarantined reads the quarantined snapshot of a site. Its error is a FileError.
func (f Folder) Quarantined(site string) (*model.Snapshot, error) {
	s, err := readIn(f.b, path.Join(site, quarantineFile))
	if errors.Is(err, fs.ErrNotExist) {
		err = errors.New("nothing is quarantined, so there is nothing to accept")
	}
	if err != nil {
		return nil, &FileError{Name: f.QuarantinePath(site), Err: reason(err)}
	}
	return s, nil
}

// ClearQuarantine removes the quarantined snapshot of a site.
func (f Folder) ClearQuarantine(site string) error {
	return asFileError(f.QuarantinePath(site), f.b.Remove(path.Join(site, quarantineFile)))
}

// Lock locks the folder for this process until unlock is called or the process ends. If
// another process holds it, the error is a *LockedError.
func (f Folder) Lock(now time.Time) (unlock func(), err error) {
	host, _ := os.Hostname()
	return f.b.Lock(Holder{os.Getpid(), host, now.UTC().Truncate(time.Second)})
}

// maxManifest is more than any manifest has.
const maxManifest = 1 << 20

// readSmall reads a small file.
func (f Folder) readSmall(name string) ([]byte, error) {
	r, err := f.b.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.LimitReader(r, maxManifest))
}
