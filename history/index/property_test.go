package index_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tlcrawl/tlcrawl/store"
)

// fromScratch is what a new index says of a folder.
func fromScratch(t *testing.T, f store.Folder) string {
	t.Helper()
	file := f.IndexPath(site)
	aside := filepath.Join(t.TempDir(), "index.db")
	if err := os.Rename(file, aside); err != nil {
		t.Fatal(err)
	}
	x := open(t, f)
	want := dump(t, x)
	x.Close()
	if err := os.Rename(aside, file); err != nil {
		t.Fatal(err)
	}
	return want
}

// However the folder changes, the index says the same as one that is made from scratch:
// after nights that were added one or several at a time, pruned, delta-compressed, damaged
// and repaired.
func TestSameRows(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := newRandom(seed)
			f := store.Dir(t.TempDir())
			damaged := map[string][]byte{}
			for n := range 24 {
				e := keep(t, f, r.next(), n)
				did := "added"
				switch r.IntN(8) {
				case 0:
					continue // the next one adds two
				case 1:
					did = "compressed"
					if err := f.DeltaCompress(site); err != nil {
						t.Fatal(err)
					}
				case 2:
					did = "pruned"
					prune(t, f, 1+r.IntN(3))
				case 3:
					did = "damaged"
					damage(t, damaged, e.Path)
				case 4:
					did = "repaired"
					repair(t, damaged)
				}
				x := open(t, f)
				got := dump(t, x)
				x.Close()
				if d := cmp.Diff(fromScratch(t, f), got); d != "" {
					t.Fatalf("night %d, %s: -from scratch +extended\n%s", n, did, d)
				}
			}
		})
	}
}

func prune(t *testing.T, f store.Folder, n int) {
	t.Helper()
	kept, err := f.Entries(site)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range kept[:max(0, min(n, len(kept)-2))] {
		if err := f.Remove(e); err != nil {
			t.Fatal(err)
		}
	}
}

func damage(t *testing.T, damaged map[string][]byte, file string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damaged[file] = b
	if err := os.Truncate(file, 30); err != nil {
		t.Fatal(err)
	}
}

func repair(t *testing.T, damaged map[string][]byte) {
	t.Helper()
	for file, b := range damaged {
		if _, err := os.Stat(file); err == nil { // not pruned
			if err := os.WriteFile(file, b, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		delete(damaged, file)
	}
}
