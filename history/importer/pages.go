package importer

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tlcrawl/tlcrawl/internal/casename"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/store"
)

// hosts are the sites that have the API reference.
var hosts = []string{"corefork.telegram.org", "core.telegram.org", "blogfork.telegram.org"}

// pages sorts the files of a collector's checkout by site and page. A page may stand at
// data/HOST/method/NAME, at data/web/HOST/method/NAME or there with the ending .html; where
// it stands more than once, the last of these counts.
type pages struct {
	r     *run
	below string // the folder that pages without a host are in
	sites map[string]*siteStates
}

// siteStates are the states of one site, oldest first.
type siteStates struct {
	source string
	states []pageState
}

// pageState is what a commit changed in a site.
type pageState struct {
	commit  string
	time    time.Time
	changes []pageChange
}

// pageChange is a page that was stored in one of its places, or removed from it.
type pageChange struct {
	key   string // schema, method/auth.sendCode, api/errors.json
	place int
	path  string // for messages
	blob  string // empty where it was removed
}

// places is how many places a page may stand in.
const places = 4

func (r *run) newPages(below string) *pages { return &pages{r, below, map[string]*siteStates{}} }

// add sorts in a file of a commit, if it is a page.
func (p *pages) add(commit string, at time.Time, file, blob string) {
	host, key, place, ok := p.page(file)
	if !ok {
		return
	}
	source := "https://" + host
	if host == "" || p.r.Source != "" && hostOf(p.r.Source) == host {
		source = p.r.Source
	}
	s := p.sites[host]
	if s == nil {
		s = &siteStates{source: source}
		p.sites[host] = s
	}
	if n := len(s.states); n == 0 || s.states[n-1].commit != commit {
		s.states = append(s.states, pageState{commit: commit, time: at})
	}
	last := &s.states[len(s.states)-1]
	last.changes = append(last.changes, pageChange{strings.Clone(key), place, file, blob})
}

// page says which page of which host a file is. A file below no host is one of --source.
func (p *pages) page(file string) (host, key string, place int, ok bool) {
	rest, html := strings.CutSuffix(file, ".html")
	if html {
		place |= 1
	}
	parts := strings.Split(rest, "/")
	at := slices.IndexFunc(parts, func(s string) bool { return slices.Contains(hosts, s) })
	switch {
	case at >= 0:
		host = parts[at]
		if at > 0 && parts[at-1] == "web" {
			place |= 2
		}
		parts = parts[at+1:]
	case p.r.Source == "":
		return "", "", 0, false
	default:
		rest, inside := strings.CutPrefix(rest, p.below+"/")
		if p.below != "" && !inside {
			return "", "", 0, false
		}
		parts = strings.Split(rest, "/")
	}
	key, ok = pageKey(parts)
	return host, key, place, ok
}

// pageKey is the path of a page of the reference, and whether a file is one.
func pageKey(parts []string) (string, bool) {
	switch key := strings.Join(parts, "/"); key {
	case "schema", "methods", "schema/" + model.SchemaMTProto, "schema/" + model.SchemaEndToEnd, "api/errors.json":
		return key, true
	}
	if len(parts) != 2 {
		return "", false
	}
	kind, err := model.ParseKind(parts[0])
	if err != nil || parts[0] != string(kind) {
		return "", false
	}
	name := parts[1]
	if stem, mark, marked := strings.Cut(name, "~"); marked && mark == casename.Mark(stem) {
		name = stem // as package mirror tells Updates and updates apart
	}
	return parts[0] + "/" + name, model.CheckName(name) == nil
}

// keyOf is the key of an escaped path of the site.
func keyOf(escaped string) string {
	plain, err := url.PathUnescape(escaped)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(plain, "/")
}

func hostOf(source string) string {
	u, err := url.Parse(source)
	if err != nil {
		return ""
	}
	return u.Host
}

// lanes are the versions of each site. read returns the contents of a page.
func (p *pages) lanes(read func(blob string, limit int64) ([]byte, error)) ([]lane, error) {
	switch {
	case p.r.LayerFrom != nil || p.r.With != nil || p.r.Layer != 0:
		return nil, errors.New("pages show their layer: --layer, --layer-from and --with do not work with a folder of pages")
	case p.r.Source != "" && len(p.sites) > 1:
		return nil, fmt.Errorf("the folder has pages of several hosts: leave out --source, each becomes a history of its own")
	}
	var lanes []lane
	for _, s := range model.Sorted(p.sites) {
		t, err := newTree(s.source, read)
		if err != nil {
			return nil, err
		}
		l := lane{source: s.source}
		for _, state := range s.states {
			l.versions = append(l.versions, t.version(state))
		}
		lanes = append(lanes, l)
	}
	return lanes, nil
}

// openFolder reads a folder of pages: a collector's checkout, or one of package mirror.
func (r *run) openFolder(dir string, at time.Time) ([]lane, error) {
	p := r.newPages("")
	// A folder of one host says which by its own name.
	prefix := ""
	if abs, err := filepath.Abs(dir); err == nil && slices.Contains(hosts, filepath.Base(abs)) {
		prefix = filepath.Base(abs) + "/"
	}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != dir && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case !e.Type().IsRegular():
			return nil
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil {
			p.add("", at, path.Join(prefix, filepath.ToSlash(rel)), name)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if len(p.sites) == 0 {
		return nil, &store.FileError{Name: dir, Err: errors.New("no pages of the API reference (want HOST/method/NAME.html, or method/NAME.html and --source URL)")}
	}
	for _, s := range p.sites {
		s.states[0].commit = cmp.Or(s.states[0].commit, dir)
	}
	return p.lanes(readFile)
}

func readFile(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err == nil && info.Size() > limit {
		err = fmt.Errorf("larger than %d MB", limit>>20)
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}
