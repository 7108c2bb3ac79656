package mirror

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"github.com/tlcrawl/tlcrawl/internal/atomicfile"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/store"
)

// Names of a mirror's own files, in the folder of the pages.
const (
	ownFolder      = ".tlcrawl"
	journalFile    = "journal"
	validatorsFile = "validators"
	lockFile       = "lock"
	tempFolder     = "tmp"
)

// Mirror stores the pages of one site. It is a Source that gets missing pages from another
// Source, and a Recorder.
type Mirror struct {
	site  scrape.Source
	dir   string // of the site
	own   string // folder of the journal, lock and validators
	lock  *flock.Flock
	known map[string]validators // of earlier runs, by path; read-only

	mu      sync.Mutex
	names   names
	journal *journal
	kept    map[string]validators // by this run
}

// folder returns the folder for the pages of a site.
func folder(dir, source string, layer int) (string, error) {
	site, err := store.SiteName(source)
	if err != nil {
		return "", err
	}
	if layer != 0 {
		dir = filepath.Join(dir, fmt.Sprintf("layer-%d", layer))
	}
	return filepath.Join(dir, site), nil
}

// Open opens the mirror in dir for the site at an address and a layer, 0 for the layer that
// the site shows. Missing pages come from site. The caller must call Finish or Close.
func Open(dir, source string, layer int, site scrape.Source) (*Mirror, error) {
	pages, err := folder(dir, source, layer)
	if err != nil {
		return nil, err
	}
	m := &Mirror{
		site: site, dir: pages, own: filepath.Join(pages, ownFolder),
		names: names{dir: pages, rooms: map[string]*room{}},
		kept:  map[string]validators{},
	}
	if err := m.open(); err != nil {
		m.Close()
		return nil, &store.FileError{Name: pages, Err: err}
	}
	return m, nil
}

func (m *Mirror) open() error {
	if err := os.MkdirAll(m.own, 0o755); err != nil {
		return err
	}
	m.lock = flock.New(filepath.Join(m.own, lockFile))
	switch got, err := m.lock.TryLock(); {
	case err != nil:
		return err
	case !got:
		return errors.New("another crawl uses this mirror; wait for it, or use another --mirror folder")
	}
	if err := m.cleanUp(); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(m.own, tempFolder), 0o755); err != nil {
		return err
	}
	var err error
	if m.known, err = loadValidators(m.own); err != nil {
		return err
	}
	var resumed []validators
	if m.journal, resumed, err = openJournal(filepath.Join(m.own, journalFile), time.Now()); err != nil {
		return err
	}
	for _, v := range resumed {
		m.kept[v.Path] = v
	}
	return nil
}

// cleanUp removes temporary files of killed runs.
func (m *Mirror) cleanUp() error {
	unfinished, err := filepath.Glob(filepath.Join(m.own, "."+validatorsFile+"*"))
	if err != nil {
		return err
	}
	for _, file := range append(unfinished, filepath.Join(m.own, tempFolder)) {
		if err := os.RemoveAll(file); err != nil {
			return err
		}
	}
	return nil
}

// Resumed returns how many pages an interrupted run has stored.
func (m *Mirror) Resumed() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.kept)
}

// Get returns the page stored by this run, the stored page that the site confirms as
// unchanged, or a new one from the site.
func (m *Mirror) Get(ctx context.Context, r scrape.Request) (*scrape.Response, error) {
	if r.Cache == scrape.CacheUse {
		if v, ok := m.keptBefore(r.Path); ok && v.Layer == r.Layer {
			if body, err := m.read(r.Path); err == nil {
				return response(body, v), nil
			}
		}
	}
	v, known := m.keptBefore(r.Path)
	if !known {
		v, known = m.known[r.Path]
	}
	if r.Cache == scrape.CacheBypass || !known || v.ETag == "" && v.LastModified == "" {
		return m.site.Get(ctx, r)
	}
	old, err := m.read(r.Path)
	if err != nil || sum(old) != v.Sum {
		return m.site.Get(ctx, r)
	}
	r.ETag, r.LastModified = v.ETag, v.LastModified
	got, err := m.site.Get(ctx, r)
	if err != nil || !got.NotModified {
		return got, err
	}
	return response(old, v), nil
}

func response(body []byte, v validators) *scrape.Response {
	return &scrape.Response{Body: body, Status: 200, ETag: v.ETag, LastModified: v.LastModified, FromCache: true}
}

func (m *Mirror) keptBefore(path string) (validators, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.kept[path]
	return v, ok
}

// read reads the file of a page.
func (m *Mirror) read(path string) ([]byte, error) {
	name, err := m.file(path, (*names).find)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// file returns where a page is stored (find) or is to be stored (place).
func (m *Mirror) file(path string, where func(*names, string) (string, error)) (string, error) {
	rel, err := fileOf(path)
	if err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return where(&m.names, rel)
}

// Record stores an accepted page and adds it to the journal.
func (m *Mirror) Record(path string, r *scrape.Response) error {
	v := validators{Path: path, ETag: r.ETag, LastModified: r.LastModified, Layer: r.Layer, Sum: sum(r.Body)}
	if had, ok := m.keptBefore(path); ok && r.FromCache && had == v {
		return nil
	}
	if !r.FromCache {
		if err := m.write(path, r.Body); err != nil {
			return err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.journal.line(v); err != nil {
		return &store.FileError{Name: filepath.Join(m.own, journalFile), Err: err}
	}
	m.kept[path] = v
	return nil
}

// write writes a page atomically. It does not sync: a page left empty by a power failure
// is rejected when it is read.
func (m *Mirror) write(path string, body []byte) error {
	name, err := m.file(path, (*names).place)
	if err == nil {
		err = m.put(name, body)
	}
	if err != nil {
		return &store.FileError{Name: cmp.Or(name, filepath.Join(m.dir, path)), Err: atomicfile.Reason(err)}
	}
	return nil
}

func (m *Mirror) put(name string, body []byte) error {
	if had, err := os.ReadFile(name); err == nil && bytes.Equal(had, body) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Join(m.own, tempFolder), "page")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // fails after the rename, as it should
	if _, err := f.Write(body); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// Finish ends a complete run. The next one starts fresh, with the validators of this one.
func (m *Mirror) Finish() error {
	defer m.Close()
	if err := saveValidators(filepath.Join(m.own, validatorsFile), m.kept); err != nil {
		return err
	}
	m.closeJournal() // Windows does not remove an open file
	return os.Remove(filepath.Join(m.own, journalFile))
}

// Close ends an incomplete run. The next one resumes it.
func (m *Mirror) Close() {
	m.closeJournal()
	if m.lock != nil {
		_ = m.lock.Unlock()
	}
}

func (m *Mirror) closeJournal() {
	if m.journal != nil {
		m.journal.f.Close()
		m.journal = nil
	}
}
