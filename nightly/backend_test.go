package nightly_test

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/nightly"
	"github.com/tlcrawl/tlcrawl/store"
)

// memory is a backend without a file system.
type memory struct {
	mu     sync.Mutex
	files  map[string][]byte
	locked bool
}

func (m *memory) Address(name string) string { return "memory:" + name }

func (m *memory) List(folder string) ([]store.File, error) {
	seen := map[string]bool{}
	var list []store.File
	for name := range m.files {
		rest, below := strings.CutPrefix(name, strings.TrimPrefix(folder+"/", "/"))
		if first, _, deeper := strings.Cut(rest, "/"); below && !seen[first] {
			seen[first] = true
			list = append(list, store.File{Name: first, Folder: deeper})
		}
	}
	if len(list) == 0 {
		return nil, fs.ErrNotExist
	}
	return list, nil
}

func (m *memory) Open(name string) (io.ReadCloser, error) {
	b, ok := m.files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

func (m *memory) Write(name string, b []byte) error {
	m.files[name] = bytes.Clone(b)
	return nil
}

func (m *memory) Replace(old, name string, b []byte) error {
	m.files[name] = bytes.Clone(b)
	delete(m.files, old)
	return nil
}

func (m *memory) Rename(old, name string) error {
	m.files[name] = m.files[old]
	delete(m.files, old)
	return nil
}

func (m *memory) Remove(name string) error {
	delete(m.files, name)
	return nil
}

func (m *memory) Lock(h store.Holder) (func(), error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locked {
		return nil, &store.LockedError{Dir: "memory:", Holder: h.Host}
	}
	m.locked = true
	return func() { m.mu.Lock(); m.locked = false; m.mu.Unlock() }, nil
}

// A job uses only the backend: this one has no file system.
func TestOtherBackend(t *testing.T) {
	backend := &memory{files: map[string][]byte{}}
	j := newJob(t)
	j.Folder = store.New(backend)
	for i, text := range []string{"A", "B", "C", "D"} {
		want := nightly.Changed
		if i == 0 {
			want = nightly.First
		}
		j.good(with(reference(30), word(text)), want)
	}
	if r, err := j.run(t.Context(), brings(withoutErrors())); err == nil || r.Outcome != nightly.Quarantined {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := j.accept(); err != nil {
		t.Error(err)
	}
	list, err := history.Of(j.Folder, site)
	if err != nil || len(list) != 5 {
		t.Fatalf("%d snapshots, %v; want 5", len(list), err)
	}
	log, err := history.LogOf(t.Context(), list, numbered("users.method", 0))
	if err != nil || len(log.Events) != 4 || len(log.Damaged) > 0 {
		t.Errorf("%+v, %v; want 4 events", log, err)
	}
	if e, err := j.Folder.Resolve("latest~4"); err != nil || !strings.HasSuffix(e.File, ".json.zst") {
		t.Errorf("the oldest snapshot is not compressed: %v, %v", e, err)
	}
	if list, err := nightly.StatusOf(j.Folder, j.now, 0); err != nil || len(list) != 1 || len(list[0].Damaged) > 0 {
		t.Errorf("%v, %v", list, err)
	}
	if n := len(j.files()); n > 0 {
		t.Errorf("%d files were written to a directory", n)
	}
}
