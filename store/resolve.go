package store

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The names of snapshots in a data folder: latest, latest~2, 214, 214@2026-06-13, each with
// the prefix SITE/ if the folder has several sites. A repository is only meant where it is
// named, unless the folder has nothing else.
var entryName = regexp.MustCompile(`^(?:([a-z0-9\[][a-z0-9._\[\]-]*|[a-z0-9][a-z0-9_-]*\.[a-z0-9._-]+(?:/[a-z0-9_][a-z0-9._-]*)+)/)?(?:latest(?:~(\d{1,6}))?|(\d{1,6})(?:@(\d{4}-\d{2}-\d{2}))?)$`)

// almostName matches words that mean a snapshot of a data folder, with an error after ~ or
// @.
var almostName = regexp.MustCompile(`^(?:[a-z0-9\[][a-z0-9._\[\]-]*/)?(?:latest|\d{1,6})[~@].*$`)

// IsName reports whether a word has the form of a name in a data folder.
func IsName(s string) bool { return entryName.MatchString(s) }

// LooksLikeName reports whether a word is a name in a data folder or one with an error in
// it, such as 214@yesterday. Resolve says what is wrong with it.
func LooksLikeName(s string) bool { return IsName(s) || almostName.MatchString(s) }

// IsLatest reports whether a name means the newest snapshot.
func IsLatest(name string) bool {
	m := entryName.FindStringSubmatch(name)
	return m != nil && m[3] == "" && m[2] == ""
}

// Resolve finds the snapshot with a name. LAYER is the newest one of that layer, LAYER@DATE
// the one that was the newest at the end of that day (UTC): a run without changes stores
// none. Its error is a FileError.
func (f Folder) Resolve(name string) (Entry, error) {
	e, err := f.resolve(name)
	if err != nil {
		return Entry{}, &FileError{Name: name, Err: fmt.Errorf("in the data folder %s: %w", f.b.Address(""), err)}
	}
	return e, nil
}

func (f Folder) resolve(name string) (Entry, error) {
	m := entryName.FindStringSubmatch(name)
	if m == nil {
		return Entry{}, errors.New("not the name of a snapshot (want latest, latest~1, 214 or 214@2026-06-13)")
	}
	site, back, layer, date := m[1], m[2], m[3], m[4]
	if site == "" {
		var err error
		if site, err = f.onlySite(); err != nil {
			return Entry{}, err
		}
	}
	kept, err := f.Entries(site)
	if err != nil {
		return Entry{}, err
	}
	if layer == "" {
		n, _ := strconv.Atoi(back)
		switch {
		case len(kept) == 0:
			return Entry{}, fmt.Errorf("no snapshots of %s", site)
		case n >= len(kept) && len(kept) == 1:
			return Entry{}, fmt.Errorf("it has 1 snapshot of %s (want latest)", site)
		case n >= len(kept):
			return Entry{}, fmt.Errorf("it has %d snapshots of %s (want latest to latest~%d)", len(kept), site, len(kept)-1)
		}
		return kept[len(kept)-1-n], nil
	}
	return newestOf(site, kept, layer, date)
}

// onlySite returns the site of a folder that has only one, besides repositories.
func (f Folder) onlySite() (string, error) {
	sites, err := f.Sites()
	if err != nil {
		return "", err
	}
	hosts := slices.DeleteFunc(slices.Clone(sites), IsRepository)
	switch {
	case len(hosts) == 1:
		return hosts[0], nil
	case len(sites) == 0:
		return "", fmt.Errorf("no snapshots yet; run `tlcrawl nightly`")
	case len(sites) > 1:
		return "", fmt.Errorf("several sites; choose one: %s", strings.Join(sites, "/..., ")+"/...")
	}
	return sites[0], nil
}

// IsRepository reports whether a site, as SiteName names it, is a repository: its name has
// a path.
func IsRepository(site string) bool { return strings.Contains(site, "/") }

func newestOf(site string, kept []Entry, layer, date string) (Entry, error) {
	n, _ := strconv.Atoi(layer)
	end := time.Time{}
	if date != "" {
		day, err := time.Parse(time.DateOnly, date)
		if err != nil {
			return Entry{}, fmt.Errorf("invalid date %q (want a day of the calendar, as in %s@2026-06-13)", date, layer)
		}
		end = day.AddDate(0, 0, 1)
	}
	for i := len(kept) - 1; i >= 0; i-- {
		if e := kept[i]; e.Layer == n && (date == "" || e.Time.Before(end)) {
			return e, nil
		}
	}
	return Entry{}, notFound(site, kept, n)
}

// notFound lists the names that would be found: the newest of the layer, or else of any.
func notFound(site string, kept []Entry, layer int) error {
	var all, same []string
	for _, e := range kept {
		all = append(all, e.Name())
		if e.Layer == layer {
			same = append(same, e.Name())
		}
	}
	switch {
	case len(all) == 0:
		return fmt.Errorf("no snapshots of %s", site)
	case len(same) > 0:
		return fmt.Errorf("no snapshot of layer %d of %s is that old; there is %s", layer, site, strings.Join(tail(same, 5), ", "))
	}
	return fmt.Errorf("no snapshot of layer %d of %s; the newest are %s", layer, site, strings.Join(tail(all, 5), ", "))
}

func tail(list []string, n int) []string { return list[max(0, len(list)-n):] }
