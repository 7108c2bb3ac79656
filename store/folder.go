package store

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/model"
)

// Folder is a data folder: the snapshots of any number of sites over the years, in
// a folder a site, under names that sort by time.
type Folder struct{ Dir string }

// Entry is a snapshot that is kept in a data folder.
type Entry struct {
	// Site is the folder that it is in: the site's host.
	Site  string
	Layer int
	// Time is when it was kept, in UTC, to the second.
	Time time.Time
	Path string
}

// stampLayout is how times stand in file names.
const stampLayout = "20060102T150405Z"

// Stamp writes a time as file names have it.
func Stamp(t time.Time) string { return t.UTC().Format(stampLayout) }

// ParseStamp reads what Stamp wrote.
func ParseStamp(s string) (time.Time, error) { return time.Parse(stampLayout, s) }

// SiteName is the name of a site's folder: its host. A colon, which some systems do
// not allow in names, becomes an underscore.
func SiteName(source string) (string, error) {
	u, err := url.Parse(source)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%q is no address of a site", source)
	}
	name := strings.ReplaceAll(strings.ToLower(u.Host), ":", "_")
	if !validSite.MatchString(name) {
		return "", fmt.Errorf("%q cannot be the name of a folder", name)
	}
	return name, nil
}

var (
	validSite    = regexp.MustCompile(`^[a-z0-9\[][a-z0-9._\[\]-]*$`)
	snapshotName = regexp.MustCompile(`^(\d{8}T\d{6}Z)-(\d{1,6})\.json\.(?:gz|zst)$`)
)

// The two forms of a snapshot in a data folder: whole, and as what differs from the
// next newer one.
const (
	gzippedEnding = ".json.gz"
	packedEnding  = ".json.zst"
)

// parseName reads the time and the layer in the name of a snapshot's file, without its
// folder.
func parseName(name string) (at time.Time, layer int, ok bool) {
	m := snapshotName.FindStringSubmatch(name)
	if m == nil {
		return time.Time{}, 0, false
	}
	at, err := ParseStamp(m[1])
	layer, _ = strconv.Atoi(m[2])
	return at, layer, err == nil
}

// Sites lists the sites that the folder has snapshots of.
func (f Folder) Sites() ([]string, error) {
	entries, err := os.ReadDir(f.Dir)
	if err != nil {
		return nil, &FileError{Name: f.Dir, Err: reason(err)}
	}
	var sites []string
	for _, e := range entries {
		if !e.IsDir() || !validSite.MatchString(e.Name()) {
			continue
		}
		if kept, err := f.Entries(e.Name()); err == nil && len(kept) > 0 {
			sites = append(sites, e.Name())
		}
	}
	return sites, nil
}

// Entries lists the snapshots of a site, the oldest first. A site that is not there
// has none. One that lies there in both forms, because packing it was cut short, is
// listed once, as the whole one.
func (f Folder) Entries(site string) ([]Entry, error) {
	dir := filepath.Join(f.Dir, site)
	files, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &FileError{Name: dir, Err: reason(err)}
	}
	var list []Entry
	for _, file := range files {
		at, layer, ok := parseName(file.Name())
		if !ok || file.IsDir() {
			continue
		}
		list = append(list, Entry{Site: site, Layer: layer, Time: at, Path: filepath.Join(dir, file.Name())})
	}
	slices.SortFunc(list, func(a, b Entry) int { return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Path, b.Path)) })
	return slices.CompactFunc(list, func(a, b Entry) bool { return a.stem() == b.stem() }), nil // .gz sorts before .zst
}

// Next is the entry that a snapshot taken at a time will have: after every other of
// its site, whatever the clock says.
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
	name := fmt.Sprintf("%s-%d%s", Stamp(at), s.Layer, gzippedEnding)
	return Entry{Site: site, Layer: s.Layer, Time: at, Path: filepath.Join(f.Dir, site, name)}, nil
}

// Beside is the name of a file that belongs to the entry, whatever its form:
// Beside("report.md").
func (e Entry) Beside(what string) string {
	return e.stem() + "." + what
}

// Files are the names of the files that the entry may be kept in, whole or packed.
func (e Entry) Files() []string {
	return []string{e.stem() + gzippedEnding, e.stem() + packedEnding}
}

// stem is the path without what tells the form of the file.
func (e Entry) stem() string {
	return strings.TrimSuffix(strings.TrimSuffix(e.Path, gzippedEnding), packedEnding)
}

// packed tells whether the entry is kept as what differs from the next newer one.
func (e Entry) packed() bool { return strings.HasSuffix(e.Path, packedEnding) }

// Name is how people name the entry: 223@2026-06-13
func (e Entry) Name() string { return fmt.Sprintf("%d@%s", e.Layer, e.Time.Format(time.DateOnly)) }
