package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

// stocked is a data folder with n snapshots, of which the older ones are deltas, with reports
// and manifests.
func stocked(t *testing.T, n int) (string, store.Folder) {
	t.Helper()
	dir := t.TempDir()
	f := store.Dir(dir)
	for i := range n {
		s := snapshot(100 + i)
		e, err := f.Next(s, time.Date(2026, 1, 1+i, 3, 0, 0, 0, time.UTC))
		must(t, err)
		must(t, f.WriteSibling(e, "report.md", fmt.Appendf(nil, "report %d", i)))
		must(t, f.Write(e, s))
		must(t, f.WriteRun(e.Site, store.Stamp(e.Time), []byte(`{"outcome":"changed"}`)))
		must(t, f.DeltaCompress(e.Site))
	}
	return dir, f
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// tree returns the files of a folder with their contents, but for the lock.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() && e.Name() != ".lock" {
			rel, _ := filepath.Rel(dir, name)
			all[filepath.ToSlash(rel)] = string(content(t, name))
		}
		return err
	}))
	return all
}

func TestSync(t *testing.T) {
	from, source := stocked(t, 25)
	to := t.TempDir()
	r, err := store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{DryRun: true})
	if err != nil || r.Copied != 75 || len(tree(t, to)) > 0 {
		t.Errorf("a dry run: %+v, %v, and it wrote %d files", r, err, len(tree(t, to)))
	}
	r, err = store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{})
	if err != nil || r.Copied != 75 {
		t.Errorf("%+v, %v; want 75 files", r, err)
	}
	if diff := cmp.Diff(tree(t, from), tree(t, to)); diff != "" {
		t.Error(diff)
	}
	r, err = store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{Checksum: true})
	if err != nil || r.Copied != 0 || r.Same != 50 {
		t.Errorf("again: %+v, %v; want nothing copied", r, err)
	}
}

// After every single file, the destination is a folder that can be read, whose manifests are
// of snapshots that are there; and the next Sync completes it.
func TestSyncInterrupted(t *testing.T) {
	from, source := stocked(t, 13)
	for n := range 39 {
		to := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		left := n
		_, err := store.Sync(ctx, source, store.Dir(to), store.SyncOptions{Copied: func(string) {
			if left--; left < 0 {
				cancel()
			}
		}})
		if n < 36 && !errors.Is(err, context.Canceled) {
			t.Fatalf("after %d files: %v", n, err)
		}
		cancel()
		f := store.Dir(to)
		sites, err := f.Jobs()
		must(t, err)
		for _, site := range sites {
			kept, err := f.Entries(site)
			if err != nil || len(kept) != 13 {
				t.Errorf("after %d files: a manifest is there before all snapshots: %d, %v", n, len(kept), err)
			}
		}
		kept, err := f.Entries("corefork.telegram.org")
		must(t, err)
		for _, e := range kept {
			if _, err := f.Read(e); err != nil || !f.HasSibling(e, "report.md") {
				t.Errorf("after %d files: %s: %v", n, e.File, err)
			}
		}
		if _, err := store.Sync(t.Context(), source, f, store.SyncOptions{}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tree(t, from), tree(t, to)); diff != "" {
			t.Errorf("after %d files and another Sync:\n%s", n, diff)
		}
	}
}

// What differs stays as it is and is named, and so is what cannot be read; all else is copied.
func TestSyncDiffering(t *testing.T) {
	from, source := stocked(t, 6)
	to := t.TempDir()
	_, err := store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{})
	must(t, err)
	names := func(pattern string) []string {
		files, err := filepath.Glob(filepath.Join(to, "*", pattern))
		must(t, err)
		return files
	}
	newest := names("*.json.gz")[1]
	before := tree(t, to)

	t.Run("another snapshot under the name", func(t *testing.T) {
		e, err := store.Dir(to).Resolve("latest")
		must(t, err)
		must(t, store.Dir(to).Write(e, snapshot(7)))
		other := string(content(t, newest))
		_, err = store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{})
		isFileError(t, err, newest, "differs from", "not overwritten")
		if string(content(t, newest)) != other {
			t.Error("it was overwritten")
		}
		put(t, newest, []byte(before[rel(to, newest)]))
	})
	t.Run("the same snapshot in another form", func(t *testing.T) {
		e, err := store.Dir(from).Resolve("latest~3")
		must(t, err)
		s, err := store.Dir(from).Read(e)
		must(t, err)
		whole := strings.TrimSuffix(e.Path, ".zst") + ".gz"
		must(t, store.Write(filepath.Join(to, rel(from, whole)), s))
		must(t, os.Remove(filepath.Join(to, e.File)))
		r, err := store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{})
		if err != nil || r.Copied > 0 {
			t.Errorf("%+v, %v; want nothing to copy", r, err)
		}
	})
	t.Run("a damaged snapshot of the source", func(t *testing.T) {
		e, err := store.Dir(from).Resolve("latest~5")
		must(t, err)
		put(t, e.Path, []byte("damaged"))
		empty := t.TempDir()
		_, err = store.Sync(t.Context(), source, store.Dir(empty), store.SyncOptions{})
		if err == nil || !strings.Contains(err.Error(), e.Path) {
			t.Errorf("%v does not name %s", err, e.Path)
		}
		if got := slices.Sorted(maps.Keys(tree(t, empty))); slices.Contains(got, e.File) || !slices.Contains(got, rel(to, newest)) {
			t.Errorf("copied are %v", got)
		}
	})
	_, err = store.Sync(t.Context(), source, store.Dir(to), store.SyncOptions{Sites: []string{"nowhere.org"}})
	isFileError(t, err, from, `no snapshots of "nowhere.org"`)
}

func rel(dir, name string) string {
	short, _ := filepath.Rel(dir, name)
	return filepath.ToSlash(short)
}
