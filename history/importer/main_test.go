package importer_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/history/importer"
	"github.com/tlcrawl/tlcrawl/internal/gittest"
	"github.com/tlcrawl/tlcrawl/internal/samplesite"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/scrape"
	"github.com/tlcrawl/tlcrawl/scrape/page"
	"github.com/tlcrawl/tlcrawl/store"
)

const source = "https://github.com/example/client"

const site = "github.com/example/client"

// memory is a backend that a process is killed on after some writes, if left is set.
type memory struct {
	mu    sync.Mutex
	files map[string][]byte
	left  int // writes until the end, 0 for none
}

var errKilled = errors.New("killed")

func newMemory() *memory { return &memory{files: map[string][]byte{}} }

func (m *memory) folder() store.Folder { return store.New(m) }

// names are the files of the folder, sorted.
func (m *memory) names() []string { return slices.Sorted(maps.Keys(m.files)) }

func (m *memory) Address(name string) string { return name }

func (m *memory) List(folder string) ([]store.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	seen := map[string]bool{}
	var list []store.File
	for name := range m.files {
		rest, below := strings.CutPrefix(name, strings.TrimPrefix(folder+"/", "/"))
		if first, _, deeper := strings.Cut(rest, "/"); below && !seen[first] {
			seen[first] = true
			list = append(list, store.File{Name: first, Folder: deeper})
		}
	}
	return list, nil
}

func (m *memory) Open(name string) (io.ReadCloser, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// change counts what changes the folder. A killed process changes nothing any more.
func (m *memory) change() error {
	if m.left == 1 {
		return errKilled
	}
	m.left = max(0, m.left-1)
	return nil
}

func (m *memory) Write(name string, b []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.change(); err != nil {
		return err
	}
	m.files[name] = bytes.Clone(b)
	return nil
}

func (m *memory) Remove(name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.change(); err != nil {
		return err
	}
	delete(m.files, name)
	return nil
}

func (m *memory) Replace(old, name string, b []byte) error {
	return errors.Join(m.Write(name, b), m.Remove(old))
}

func (m *memory) Rename(old, name string) error {
	return errors.Join(m.Write(name, m.files[old]), m.Remove(old))
}

func (m *memory) Lock(store.Holder) (func(), error) { return func() {}, nil }

// run imports inputs, as a user types them.
func run(t *testing.T, o importer.Options, inputs ...string) (*importer.Result, error) {
	t.Helper()
	var list []importer.Input
	for _, s := range inputs {
		in, err := importer.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, in)
	}
	return importer.Run(t.Context(), list, o)
}

// good runs an import that must not fail.
func good(t *testing.T, o importer.Options, inputs ...string) *importer.Result {
	t.Helper()
	r, err := run(t, o, inputs...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tl is a schema of some methods, and more of them that never change.
func tl(layer int, methods ...string) string {
	var b strings.Builder
	b.WriteString("---types---\nboolTrue#997275b5 = Bool;\n---functions---\n")
	for _, m := range methods {
		fmt.Fprintf(&b, "%s = Bool;\n", m)
	}
	for i := range 30 {
		fmt.Fprintf(&b, "test.method%02d#000000%02x = Bool;\n", i, i+1)
	}
	if layer > 0 {
		fmt.Fprintf(&b, "// LAYER %d\n", layer)
	}
	return b.String()
}

const day = 24 * 60 * 60

// schemas is a repository with versions of a schema, a day apart.
func schemas(t testing.TB, versions ...string) string {
	var commits []gittest.Commit
	for i, v := range versions {
		commits = append(commits, gittest.Commit{Time: int64(i+1) * day, Files: map[string]string{"api.tl": v}})
	}
	return gittest.Make(t, commits...)
}

// pages are the pages of the sample site at a layer, by their paths without a slash.
func pages(t testing.TB, layer int) map[string]string {
	t.Helper()
	all := map[string]string{}
	add := func(path string) {
		if b, ok := samplesite.Page(layer, path); ok {
			all[strings.TrimPrefix(path, "/")] = string(b)
		}
	}
	for _, path := range []string{"/schema", "/methods", "/schema/mtproto", "/schema/end-to-end", "/api/errors.json"} {
		add(path)
	}
	u, _ := scrape.ParseSite("https://corefork.telegram.org")
	p, err := page.Read(strings.NewReader(all["schema"]), u)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Schema.Constructors {
		add(page.EntityPath(model.KindConstructor, c.Name))
		add(page.EntityPath(model.KindType, c.Result))
	}
	for _, c := range p.Schema.Methods {
		add(page.EntityPath(model.KindMethod, c.Name))
	}
	return all
}

// checkout places pages in a collector's folder.
func checkout(pages map[string]string, folder, ending string) map[string]string {
	files := map[string]string{"README.md": "not a page", folder + "/telegram.org/faq" + ending: "nor is this"}
	for path, content := range pages {
		if !strings.HasSuffix(path, ".json") {
			path += ending
		}
		files[folder+"/corefork.telegram.org/"+path] = content
	}
	return files
}
