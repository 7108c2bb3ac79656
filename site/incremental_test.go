package site_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/history"
	"github.com/tlcrawl/tlcrawl/history/index"
	"github.com/tlcrawl/tlcrawl/model"
	"github.com/tlcrawl/tlcrawl/site"
	"github.com/tlcrawl/tlcrawl/store"
)

// TestOneMoreNight: a site that is brought up to date has the same bytes as one that is
// made from scratch, with the index of the folder and without it.
func TestOneMoreNight(t *testing.T) {
	old, new := sample(t)
	folder, dir := store.Dir(t.TempDir()), t.TempDir()
	for i, s := range []*model.Snapshot{old, new, old, old, new} {
		e, err := folder.Next(s, time.Date(2026, 1, 1+i, 3, 0, 0, 0, time.UTC))
		if err == nil {
			err = folder.Write(e, s)
		}
		if err != nil {
			t.Fatal(err)
		}
		list, err := history.Of(folder, e.Site)
		if err != nil {
			t.Fatal(err)
		}
		x, err := index.Open(t.Context(), folder, e.Site, index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		o := site.Options{URL: "https://example.org"}
		_, err = site.Write(t.Context(), site.Dir(dir), []site.Site{{Name: "a", Snapshots: list, Index: x}}, o)
		x.Close()
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(write(t, o, site.Site{Name: "a", Snapshots: list}).files, filesOf(t, dir)); d != "" {
			t.Fatalf("night %d: -from scratch +brought up to date\n%s", i, d)
		}
	}
}

// filesOf reads the files of a site.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name()[0] == '.' {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// filling fails at the file of that number.
type filling struct {
	*memory
	at int
}

var errFull = errors.New("disk full")

func (f filling) Create(name string, write func(io.Writer) error) error {
	if len(f.files) == f.at {
		return errFull
	}
	return f.memory.Create(name, write)
}

// TestFull: after a file that cannot be written there are no others, and the same files in
// the same order come before it.
func TestFull(t *testing.T) {
	old, new := sample(t)
	all := write(t, site.Options{}, one(old, new))
	for _, at := range []int{0, 1, 7, len(all.order) - 1} {
		out := filling{newMemory(), at}
		_, err := site.Write(t.Context(), out, []site.Site{one(old, new)}, site.Options{})
		if d := cmp.Diff(fmt.Sprint(all.order[:at]), fmt.Sprint(out.order)); d != "" || !errors.Is(err, errFull) {
			t.Errorf("full after %d files: %v\n%s", at, err, d)
		}
	}
}
