package store

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Entry is a snapshot in a data folder.
type Entry struct {
	// Site is the folder of the entry, as SiteName names it.
	Site  string
	Layer int
	// Time is when the snapshot was taken, in UTC, to the second.
	Time time.Time
	// File is the name in the data folder, Path its address, for messages.
	File, Path string
}

// Listed is an entry with indications that its file was replaced, if the backend has them:
// its size in bytes and the time of its last change.
type Listed struct {
	Entry
	Size    int64
	Changed time.Time
}

// stampLayout is the layout of times in file names.
const stampLayout = "20060102T150405Z"

// Stamp formats a time for a file name.
func Stamp(t time.Time) string { return t.UTC().Format(stampLayout) }

// ParseStamp parses the result of Stamp.
func ParseStamp(s string) (time.Time, error) { return time.Parse(stampLayout, s) }

// SiteName is the name of a site's folder: its host, and for a repository the path behind
// it, in lower case: github.com/telegramdesktop/tdesktop. A colon, which some systems do
// not allow in file names, becomes an underscore. No name leads out of the data folder or
// into the folder of another site's own files.
func SiteName(source string) (string, error) {
	u, err := url.Parse(source)
	if err != nil || u.Host == "" {
		return "", fmt.Errorf("%q is not the address of a site", source)
	}
	name := strings.ReplaceAll(strings.ToLower(u.Host), ":", "_")
	if rest := strings.TrimSuffix(strings.Trim(strings.ToLower(u.Path), "/"), ".git"); rest != "" {
		name += "/" + rest
	}
	if !validSite(name) {
		return "", fmt.Errorf("%.200q cannot be the name of a folder", name)
	}
	return name, nil
}

// maxDepth is the most parts that the name of a site has.
const maxDepth = 6

// validSite reports whether a name may be that of a site.
func validSite(name string) bool {
	host, rest, several := strings.Cut(name, "/")
	if !validHost.MatchString(host) || len(name) > 200 {
		return false
	}
	if !several {
		return true
	}
	parts := strings.Split(rest, "/")
	for _, part := range parts {
		if !validPart(part) {
			return false
		}
	}
	return len(parts) < maxDepth
}

// validPart reports whether a folder in that of a site, or of a host, may belong to
// another site.
func validPart(name string) bool {
	return partName.MatchString(name) && !strings.HasSuffix(name, ".") && !stamped.MatchString(name) && !slices.Contains(ownNames, name)
}

// ownNames are the files in the folder of a site besides snapshots and their reports.
var ownNames = []string{runsFolder, latestFolder, damagedFolder, quarantineFile, "index.db"}

var (
	validHost    = regexp.MustCompile(`^[a-z0-9\[][a-z0-9._\[\]-]*$`)
	partName     = regexp.MustCompile(`^[a-z0-9_][a-z0-9._-]*$`)
	stamped      = regexp.MustCompile(`^\d{8}t\d{6}z-`) // a snapshot or report, where case does not count
	snapshotName = regexp.MustCompile(`^(\d{8}T\d{6}Z)-(\d{1,6})\.json\.(?:gz|zst)$`)
)

// The two forms of a snapshot in a data folder: whole, and delta-compressed against the
// next newer one.
const (
	gzippedEnding = ".json.gz"
	deltaEnding   = ".json.zst"
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

// SiblingPath returns the address of a file that belongs to the entry, whatever its form:
// SiblingPath("report.md").
func (e Entry) SiblingPath(what string) string { return stem(e.Path) + "." + what }

// sibling returns the name of that file in the data folder.
func (e Entry) sibling(what string) string { return stem(e.File) + "." + what }

// Stem returns the name of the file without its folder and its form, which compression
// changes: 20260613T030000Z-223
func (e Entry) Stem() string { return stem(e.base()) }

// base returns the name of the file without its folder.
func (e Entry) base() string { return path.Base(e.File) }

// delta reports whether the entry is delta-compressed against the next newer one.
func (e Entry) delta() bool { return strings.HasSuffix(e.File, deltaEnding) }

// stem returns a name without the ending that shows the form of the file.
func stem(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, gzippedEnding), deltaEnding)
}

// Name returns the short name of the entry: 223@2026-06-13
func (e Entry) Name() string { return fmt.Sprintf("%d@%s", e.Layer, e.Time.Format(time.DateOnly)) }
